import { randomUUID } from "node:crypto";
import type { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { retryDelayMs } from "../export/retry-delay.ts";
import type { ContentLanguage } from "../values.ts";
import { dropMessage, restockMessage } from "./alarm-message.ts";
import { dueAt, overAt } from "./due-alarms.ts";
import type { PushMessage, PushOutcome, PushService } from "./push-service.ts";

/** How long a lease lasts: six times the ten seconds that one try may take. */
export const LEASE_MS = 60_000;

/** After this many tries an alarm is given up. */
export const MAX_TRIES = 8;

/** How long an alarm waits when there turned out to be nothing to say yet, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

/** A push service may ask for at most this wait, in milliseconds. */
const LONGEST_WAIT_MS = 3_600_000;

/** How many alarms a worker sends at once. */
const AT_ONCE = 64;

type AlarmDeps = Pick<Deps, "db" | "clock" | "log" | "metrics" | "push">;
type Claimed = Prisma.AlarmGetPayload<{
  include: { device: true; campaign: true; product: true };
}>;

/**
 * Sends the alarms that are due, until none is left or the signal stops it. Each is sent at least
 * once: a worker claims it with a lease, sends it outside any transaction, and takes it away only
 * with its own token. A device shows a repeat in the place of the first.
 * @returns how many push services took.
 */
export async function sendAlarms(
  deps: AlarmDeps,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const { db, clock, push } = deps;
  if (!push) return 0;
  await db.transaction((tx) => tx.alarm.deleteMany({ where: overAt(db, clock.now()) }));
  let sent = 0;
  while (!signal?.aborted) {
    const claimed = await claimAlarms(deps);
    if (claimed.length === 0) break;
    const ended = await Promise.all(
      claimed.map(async (alarm) => ({ alarm, result: await sendAlarm(deps, push, alarm) })),
    );
    await settle(deps, ended);
    sent += ended.filter(({ result }) => result?.outcome === "taken").length;
  }
  return sent;
}

/** Takes the leases of some due alarms. Of several workers at once, one gets each. */
async function claimAlarms({ db, clock }: AlarmDeps): Promise<Claimed[]> {
  const now = clock.now();
  const due = await db.client.alarm.findMany({
    where: dueAt(now),
    orderBy: { nextAttemptAt: "asc" },
    take: AT_ONCE,
    select: { id: true },
  });
  if (due.length === 0) return [];
  const claimToken = randomUUID();
  const claimedUntil = new Date(now.getTime() + LEASE_MS);
  await db.transaction((tx) =>
    tx.alarm.updateMany({
      // Since the read another worker may have claimed it, or its product may be gone again.
      where: { id: { in: due.map(({ id }) => id) }, ...dueAt(now) },
      data: { claimToken, claimedUntil, attempts: { increment: 1 } },
    }),
  );
  return db.client.alarm.findMany({
    where: { claimToken },
    include: { device: true, campaign: true, product: true },
  });
}

interface Ended {
  alarm: Claimed;
  /** Null when there was nothing to say: since the claim it was paused, or is gone. */
  result: PushOutcome | null;
}

async function sendAlarm(
  { clock, metrics, log }: AlarmDeps,
  push: PushService,
  alarm: Claimed,
): Promise<PushOutcome | null> {
  const message = messageOf(alarm, clock.now());
  const result = message && (await push.send(alarm.device, message));
  if (result?.outcome === "taken") metrics.count("alarms_sent");
  if (result?.outcome === "failed") {
    const { id, attempts } = alarm;
    metrics.count("alarms_failed");
    log.warn(
      { alarmId: id, attempt: attempts, reason: result.reason },
      "a push service did not take an alarm",
    );
  }
  return result;
}

function messageOf({ device, campaign, product }: Claimed, now: Date): PushMessage | null {
  const language = device.language as ContentLanguage;
  if (campaign) return dropMessage(campaign, language, now);
  return product && restockMessage(product, language);
}

/** Stores how the tries of one claim ended, in one transaction. */
async function settle({ db, clock }: AlarmDeps, ended: Ended[]): Promise<void> {
  const now = clock.now().getTime();
  const later = ended.flatMap(({ alarm, result }) => {
    const { attempts } = alarm;
    // No try was made. What is over, the next run takes away.
    if (!result) {
      const nextAttemptAt = new Date(now + LOOK_AGAIN_MS);
      return { alarm, state: { nextAttemptAt, attempts: attempts - 1 } };
    }
    if (result.outcome !== "failed" || attempts >= MAX_TRIES) return [];
    const asked = Math.min(result.retryAfterMs ?? 0, LONGEST_WAIT_MS);
    const wait = Math.max(retryDelayMs(attempts), asked);
    return { alarm, state: { nextAttemptAt: new Date(now + wait) } };
  });
  const gone = ended.filter(({ result }) => result?.outcome === "gone");
  const over = ended.filter(({ alarm }) => later.every((one) => one.alarm !== alarm));
  await db.transaction(async (tx) => {
    // Its other alarms go with a device.
    const devices = gone.map(({ alarm }) => alarm.deviceId);
    await tx.pushDevice.deleteMany({ where: { id: { in: devices } } });
    const { claimToken = null } = ended[0]?.alarm ?? {};
    const ids = over.map(({ alarm }) => alarm.id);
    await tx.alarm.deleteMany({ where: { id: { in: ids }, claimToken } });
    for (const { alarm, state } of later) {
      await tx.alarm.updateMany({
        where: { id: alarm.id, claimToken },
        data: { claimToken: null, claimedUntil: null, ...state },
      });
    }
  });
}
