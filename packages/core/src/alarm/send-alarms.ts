import { randomUUID } from "node:crypto";
import type { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { retryDelayMs } from "../export/retry-delay.ts";
import { inLanes } from "../in-lanes.ts";
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

/** How many alarms a worker sends at once; a silent push service holds each lane for ten seconds. */
const LANES = 128;

/** How many alarms are claimed at a time: fewer than lanes, so that none waits for longer than a try. */
const CLAIMED_AT_ONCE = 64;

type AlarmDeps = Pick<Deps, "db" | "clock" | "log" | "metrics" | "push">;
type Claimed = Prisma.AlarmGetPayload<{
  include: { device: true; campaign: true; product: true };
}>;

/**
 * Sends the alarms that are due, until none is left or the signal stops it. Each is sent at least
 * once: a worker claims it with a lease, sends it outside any transaction, and takes it away only
 * with its own token. A device shows a repeat in the place of the first.
 * @param options.lanes how many alarms are sent at once.
 * @param options.signal stops before the next claim; what is claimed is sent.
 * @returns how many push services took.
 */
export async function sendAlarms(
  deps: AlarmDeps,
  { lanes = LANES, signal }: { lanes?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const { db, clock, push } = deps;
  if (!push) return 0;
  await db.transaction((tx) => tx.alarm.deleteMany({ where: overAt(db, clock.now()) }));
  let sent = 0;
  await inLanes(lanes, dueAlarms(deps, signal), async (alarm) => {
    const result = await sendAlarm(deps, push, alarm);
    await settle(deps, alarm, result);
    if (result?.outcome === "taken") sent += 1;
  });
  return sent;
}

/** The due alarms, claimed some at a time. */
async function* dueAlarms(deps: AlarmDeps, signal?: AbortSignal): AsyncGenerator<Claimed> {
  while (!signal?.aborted) {
    const claimed = await claimAlarms(deps);
    if (claimed.length === 0) return;
    yield* claimed;
  }
}

/** Takes the leases of some due alarms. Of several workers at once, one gets each. */
async function claimAlarms({ db, clock }: AlarmDeps): Promise<Claimed[]> {
  const now = clock.now();
  const due = await db.client.alarm.findMany({
    where: dueAt(now),
    orderBy: { nextAttemptAt: "asc" },
    take: CLAIMED_AT_ONCE,
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

/** @returns null when there was nothing to say: since the claim it was paused, or is gone. */
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

/** Stores how a try ended. */
async function settle(
  { db, clock }: AlarmDeps,
  { id, claimToken, attempts, deviceId }: Claimed,
  result: PushOutcome | null,
): Promise<void> {
  const now = clock.now().getTime();
  const keep = (afterMs: number, tries: number) => {
    const nextAttemptAt = new Date(now + afterMs);
    const data = { claimToken: null, claimedUntil: null, nextAttemptAt, attempts: tries };
    return db.transaction((tx) => tx.alarm.updateMany({ where: { id, claimToken }, data }));
  };
  // No try was made. What is over, the next run takes away.
  if (!result) {
    await keep(LOOK_AGAIN_MS, attempts - 1);
  } else if (result.outcome === "gone") {
    // Its other alarms go with a device.
    await db.transaction((tx) => tx.pushDevice.deleteMany({ where: { id: deviceId } }));
  } else if (result.outcome === "failed" && attempts < MAX_TRIES) {
    const asked = Math.min(result.retryAfterMs ?? 0, LONGEST_WAIT_MS);
    await keep(Math.max(retryDelayMs(attempts), asked), attempts);
  } else {
    await db.transaction((tx) => tx.alarm.deleteMany({ where: { id, claimToken } }));
  }
}
