import { discountOf } from "../campaign/to-campaign.ts";
import type { Deps } from "../deps.ts";
import { couponStatusAt } from "./coupon-status.ts";
import type { MyCoupon } from "./schema.ts";

/** All coupons that a shopper holds or has used, newest first. */
export async function listMyCoupons(
  deps: Pick<Deps, "db" | "clock">,
  { userId }: { userId: string },
): Promise<{ items: MyCoupon[] }> {
  const now = deps.clock.now();
  const rows = await deps.db.client.issuedCoupon.findMany({
    where: { userId },
    include: { campaign: true },
    orderBy: [{ issuedAt: "desc" }, { id: "desc" }],
  });
  return {
    items: rows.map((row) => ({
      issuedCouponId: row.id,
      couponId: row.campaignId,
      ...discountOf(row.campaign),
      status: couponStatusAt(row, now),
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
}
