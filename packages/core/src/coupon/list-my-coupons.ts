import { discountOf } from "../campaign/campaign-phase.ts";
import type { Deps } from "../deps.ts";
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
      status: row.usedAt ? "USED" : row.expiresAt <= now ? "EXPIRED" : "USABLE",
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  };
}
