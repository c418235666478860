import type { Database } from "@sunchak/db";
import type { Claim, Claimant, EventState, HeldClaim, TryEnd } from "./claim.ts";
import { isDeliveryPaused } from "./delivery-pause.ts";
import { findDestination } from "./destination.ts";
import { dueAt } from "./due-at.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";

export function claimOnSqlite(
  db: Database,
  { eventId, token, destination, lease }: Claimant,
): Promise<Claim | undefined> {
  return db.transaction(async (tx) => {
    if (await isDeliveryPaused(tx)) return undefined;
    if ((await findDestination(tx)) !== destination) return undefined;
    const { now, until } = lease();
    const [event] = await tx.outboxEvent.updateManyAndReturn({
      where: { id: eventId, ...dueAt(now) },
      data: { claimToken: token, claimedUntil: until, attempts: { increment: 1 } },
      include: { order: { include: { lines: true } } },
    });
    if (!event) return undefined;
    const { attempts: number } = event;
    if (number <= MAX_ATTEMPTS) {
      const data = { id: token, eventId, number, startedAt: now, destination };
      await tx.exportAttempt.create({ data });
    }
    return { ...event, token, destination };
  });
}

export function releaseOnSqlite(
  db: Database,
  { id, token, destination }: HeldClaim,
  end: TryEnd,
  state: EventState,
): Promise<boolean> {
  const { error: lastError, responseStatus } = end;
  return db.transaction(async (tx) => {
    await tx.exportAttempt.updateMany({ where: { id: token }, data: end });
    if (destination !== null && (await findDestination(tx)) !== destination) return false;
    const { count } = await tx.outboxEvent.updateMany({
      where: { id, claimToken: token },
      data: { ...state, lastError, responseStatus, claimToken: null, claimedUntil: null },
    });
    return count === 1;
  });
}
