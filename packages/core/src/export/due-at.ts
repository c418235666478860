import type { Prisma } from "@sunchak/db";

/** Which events a worker may claim. */
export const dueAt = (now: Date) =>
  ({
    status: "PENDING",
    nextAttemptAt: { lte: now },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  }) satisfies Prisma.OutboxEventWhereInput;
