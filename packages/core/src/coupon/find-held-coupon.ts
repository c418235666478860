import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { couponStatusAt } from "./coupon-status.ts";
import type { CouponStatus } from "./schema.ts";

/**
 * The coupon that a shopper holds, or has used, of a campaign; null when there is none. Its number
 * is null until a coupon that an older version issued is in the log.
 */
export async function findHeldCoupon(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { id, userId }: { id: string; userId: string },
): Promise<{ number: number | null; expiresAt: string; status: CouponStatus } | null> {
  if (!isId(id)) return null;
  const coupon = await db.client.issuedCoupon.findUnique({
    where: { campaignId_userId: { campaignId: id, userId } },
    select: { number: true, usedAt: true, expiresAt: true },
  });
  return (
    coupon && {
      number: coupon.number,
      expiresAt: coupon.expiresAt.toISOString(),
      status: couponStatusAt(coupon, clock.now()),
    }
  );
}
