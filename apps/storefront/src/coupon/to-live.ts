import type { ListedCampaign, LiveCampaign } from "@sunchak/core/schema";

/** What a campaign's stream tells, of a campaign read at `now`. */
export function toLive(campaign: ListedCampaign, now: string): LiveCampaign {
  const { id, phase, remainingQuantity, totalQuantity, opensAt, closesAt } = campaign;
  return { couponId: id, phase, remainingQuantity, totalQuantity, opensAt, closesAt, now };
}
