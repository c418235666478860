import { termsOf } from "../campaign/to-campaign.ts";
import type { Deps } from "../deps.ts";
import { couponStatusAt } from "./coupon-status.ts";
import type { UserCoupon } from "./schema.ts";

/** All coupons that a shopper holds or has used, newest first. */
export async function listUserCoupons(
  deps: Pick<Deps, "db" | "clock">,
  { userId }: { userId: string },
): Promise<{ items: UserCoupon[] }> {
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
      ...termsOf(row.campaign),
      status: couponStatusAt(row, now),
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
}
