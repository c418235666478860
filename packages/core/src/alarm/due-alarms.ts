import type { Prisma } from "@sunchak/db";
import { listedAt } from "../campaign/campaign-phase.ts";

/** How long before the opening devices hear of it, in milliseconds. */
export const LEAD_MS = 5 * 60_000;

/** The alarms without a lease. */
export const freeAt = (now: Date) =>
  ({
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  }) satisfies Prisma.AlarmWhereInput;

/**
 * The alarms that a worker may claim: of campaigns that open soon or have opened, and of products
 * in stock. Nothing of it is stored with the alarm, because an admin may change the opening.
 */
export const dueAt = (now: Date) =>
  ({
    nextAttemptAt: { lte: now },
    AND: [
      freeAt(now),
      {
        OR: [
          {
            campaign: { ...listedAt(now), opensAt: { lte: new Date(now.getTime() + LEAD_MS) } },
          },
          { product: { archivedAt: null, stock: { gt: 0 } } },
        ],
      },
    ],
  }) satisfies Prisma.AlarmWhereInput;

/** The alarms of campaigns that are over: nobody sends them any more. */
export const overAt = (now: Date) =>
  ({
    campaign: { OR: [{ closedAt: { not: null } }, { closesAt: { lte: now } }] },
  }) satisfies Prisma.AlarmWhereInput;
