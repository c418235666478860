import type { Prisma } from "@sunchak/db";

/** Whether a worker has a lease on an event at a time. */
export const isClaimedAt = ({ claimedUntil }: { claimedUntil: Date | null }, now: Date): boolean =>
  claimedUntil !== null && claimedUntil > now;

/** The events that a worker may claim: due ones without a lease. */
export const dueAt = (now: Date) =>
  ({
    status: "PENDING",
    nextAttemptAt: { lte: now },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  }) satisfies Prisma.OutboxEventWhereInput;
