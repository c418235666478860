import type { AlarmKind, ContentLanguage } from "@sunchak/core/schema";
import { keepNote, readNote } from "@sunchak/web/browser-storage";
import { refusalOf } from "@sunchak/web/refusal";
import { serviceWorkers } from "@sunchak/web/secure-features";
import { register } from "@/offline/register.ts";
import { call } from "@/trpc/call.ts";
import { deviceNote } from "./device-note.ts";

/** What an alarm waits for. */
export interface Subject {
  kind: AlarmKind;
  id: string;
}

/** A worker that is not ready by then never will be, in milliseconds. */
const READY_MS = 10_000;

/** Why a browser gives no alarms: its user said no, or it has none to give. */
export class NoAlarms extends Error {
  override name = "NoAlarms";
  readonly why: "denied" | "unsupported";

  constructor(why: NoAlarms["why"]) {
    super(why);
    this.why = why;
  }
}

/** Whether this browser waits for it, as the shop says. */
export async function findAlarm(subject: Subject): Promise<boolean> {
  const deviceId = readNote("browser", deviceNote());
  if (!deviceId || Notification.permission !== "granted") return false;
  return (await call("GET", ["alarm", "find"], { ...subject, deviceId })).isSet;
}

/**
 * Asks the browser's user for permission, and the shop for the alarm.
 * @throws NoAlarms, or why the shop refused.
 */
export async function setAlarm(
  subject: Subject,
  publicKey: string,
  language: ContentLanguage,
): Promise<void> {
  if (!serviceWorkers() || !("PushManager" in window && "Notification" in window)) {
    throw new NoAlarms("unsupported");
  }
  if ((await Notification.requestPermission()) !== "granted") throw new NoAlarms("denied");
  const { endpoint, keys } = (await subscribe(publicKey)).toJSON();
  const { p256dh, auth } = keys ?? {};
  if (!endpoint || !p256dh || !auth) throw new NoAlarms("unsupported");
  const device = { endpoint, p256dh, auth };
  const set = call("POST", ["alarm", "set"], { ...subject, device, language });
  const { deviceId } = await set.catch((error: unknown) => {
    // The shop sends nothing to this browser's push service.
    throw refusalOf(error)?.code === "VALIDATION_FAILED" ? new NoAlarms("unsupported") : error;
  });
  keepNote("browser", deviceNote(), deviceId);
}

export async function unsetAlarm(subject: Subject): Promise<void> {
  const deviceId = readNote("browser", deviceNote());
  if (deviceId) await call("POST", ["alarm", "unset"], { ...subject, deviceId });
}

async function subscribe(publicKey: string): Promise<PushSubscription> {
  await register();
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new NoAlarms("unsupported")), READY_MS);
  });
  const { pushManager } = await Promise.race([serviceWorkers()?.ready ?? late, late]);
  const earlier = await pushManager.getSubscription();
  // The shop has another key since, and could not send to it.
  if (earlier && keyOf(earlier) !== publicKey) await earlier.unsubscribe();
  try {
    return await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  } catch (error) {
    const isDenied = error instanceof Error && error.name === "NotAllowedError";
    throw new NoAlarms(isDenied ? "denied" : "unsupported");
  }
}

function keyOf({ options: { applicationServerKey } }: PushSubscription): string {
  const bytes = new Uint8Array(applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
