import { chainCampaign } from "@sunchak/db";
import { termsOf } from "../campaign/to-campaign.ts";
import type { Deps } from "../deps.ts";
import { couponStatusAt } from "./coupon-status.ts";
import { isChained } from "./receipt.ts";
import type { UserCoupon } from "./schema.ts";

/** All coupons that a shopper holds or has used, newest first. */
export async function listUserCoupons(
  deps: Pick<Deps, "db" | "clock">,
  { userId }: { userId: string },
): Promise<{ items: UserCoupon[] }> {
  const now = deps.clock.now();
  const read = () =>
    deps.db.client.issuedCoupon.findMany({
      where: { userId },
      include: { campaign: true, orders: { where: { status: "PAID" }, select: { id: true } } },
      orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
    });
  let rows = await read();
  const unchained = rows.filter((row) => !isChained(row));
  for (const { campaignId } of unchained) await chainCampaign(deps.db, campaignId);
  if (unchained.length > 0) rows = await read();
  return {
    items: rows.filter(isChained).map((row) => ({
      issuedCouponId: row.id,
      couponId: row.campaignId,
      ...termsOf(row.campaign),
      status: couponStatusAt(row, now),
      number: row.number,
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      orderId: row.orders[0]?.id ?? null,
    })),
  };
}
