import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";

/**
 * When the request for a campaign's last coupon arrived, with microseconds, as its log says; null
 * while coupons are left, and for a coupon that is not in the log yet.
 */
export async function findSellOut(
  { db }: Pick<Deps, "db">,
  { id }: { id: string },
): Promise<{ at: string } | null> {
  if (!isId(id)) return null;
  const campaign = await db.client.couponCampaign.findUnique({
    where: { id },
    select: { totalQuantity: true },
  });
  if (!campaign) return null;
  const last = await db.client.issuedCoupon.findUnique({
    where: { campaignId_number: { campaignId: id, number: campaign.totalQuantity } },
    select: { arrivedAt: true },
  });
  return last?.arrivedAt ? { at: last.arrivedAt } : null;
}
