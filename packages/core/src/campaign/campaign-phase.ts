import {
  type Expression,
  expressionBuilder,
  type Prisma,
  type SqlBool,
  type Tables,
} from "@sunchak/db";
import type { CampaignPhase } from "./schema.ts";

const campaign = expressionBuilder<Tables, "couponCampaigns">();

/** The phase of a campaign at a time. */
export function campaignPhaseAt(
  row: Pick<
    Tables["couponCampaigns"],
    "opensAt" | "closesAt" | "pausedAt" | "closedAt" | "issuedCount" | "totalQuantity"
  >,
  now: Date,
): CampaignPhase {
  if (row.closedAt || row.closesAt <= now) return "CLOSED";
  if (row.pausedAt) return "PAUSED";
  if (row.opensAt > now) return "UPCOMING";
  return row.issuedCount < row.totalQuantity ? "OPEN" : "SOLD_OUT";
}

/** The campaigns in a phase at a time. */
export function whereCampaignPhase(phase: CampaignPhase, now: Date): Expression<SqlBool> {
  const { and, or, ref } = campaign;
  const isClosed = or([campaign("closedAt", "is not", null), campaign("closesAt", "<=", now)]);
  const isNotClosed = [campaign("closedAt", "is", null), campaign("closesAt", ">", now)];
  const isRunning = [...isNotClosed, campaign("pausedAt", "is", null)];
  const isOpened = [...isRunning, campaign("opensAt", "<=", now)];
  const conditions: Record<CampaignPhase, Expression<SqlBool>> = {
    CLOSED: isClosed,
    PAUSED: and([...isNotClosed, campaign("pausedAt", "is not", null)]),
    UPCOMING: and([...isRunning, campaign("opensAt", ">", now)]),
    OPEN: and([...isOpened, campaign("issuedCount", "<", ref("totalQuantity"))]),
    SOLD_OUT: and([...isOpened, campaign("issuedCount", ">=", ref("totalQuantity"))]),
  };
  return conditions[phase];
}

/** The campaigns in any phase but CLOSED. */
export const notClosedAt = (now: Date) =>
  ({ closedAt: null, closesAt: { gt: now } }) satisfies Prisma.CouponCampaignWhereInput;

/** The campaigns in a phase that shoppers see in a list: UPCOMING, OPEN or SOLD_OUT. */
export const listedAt = (now: Date) =>
  ({ ...notClosedAt(now), pausedAt: null }) satisfies Prisma.CouponCampaignWhereInput;
