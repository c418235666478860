import type { Prisma } from "@sunchak/db";
import type { Json } from "../audit/schema.ts";
import { campaignPhaseAt } from "./campaign-phase.ts";
import type { AdminCampaign, UpdateCampaign } from "./schema.ts";
import { toCampaign } from "./to-campaign.ts";

export type FullCampaignRow = Prisma.CouponCampaignGetPayload<object>;

export const toAdminCampaign = (row: FullCampaignRow, now: Date): AdminCampaign => ({
  ...toCampaign(row),
  phase: campaignPhaseAt(row, now),
  issuedCount: row.issuedCount,
  pausedAt: row.pausedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
});

type Terms = { [Field in Exclude<keyof UpdateCampaign, "id" | "version">]-?: Json };

/** The fields of a campaign that an edit can change, as the audit log stores them. */
export const terms = (row: FullCampaignRow): Terms => {
  const { id: _id, remainingQuantity: _remaining, ...terms } = toCampaign(row);
  return terms;
};
