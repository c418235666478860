import type { Database, Prisma, Tables } from "@sunchak/db";
import { listedAt } from "../campaign/campaign-phase.ts";

/** How long before the opening devices hear of it, in milliseconds. */
export const LEAD_MS = 5 * 60_000;

/** The products that are back. */
const back = { archivedAt: null, stock: { gt: 0 } } satisfies Prisma.ProductWhereInput;

/** Whether a product is one of those in `back`. */
export const isProductBack = ({ archivedAt, stock }: Tables["products"]): boolean =>
  archivedAt === null && stock > 0;

/** The alarms without a lease. */
const freeAt = (now: Date) =>
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
          { product: back },
        ],
      },
    ],
  }) satisfies Prisma.AlarmWhereInput;

/**
 * The alarms of campaigns that are over or sold out: nobody sends them any more. Those of an archived
 * product stay, because an admin may put it back on sale.
 */
export const overAt = ({ client }: Pick<Database, "client">, now: Date) =>
  ({
    campaign: {
      OR: [
        { closedAt: { not: null } },
        { closesAt: { lte: now } },
        { issuedCount: { gte: client.couponCampaign.fields.totalQuantity } },
      ],
    },
  }) satisfies Prisma.AlarmWhereInput;
