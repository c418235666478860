import { discountFor } from "@sunchak/core/discount";
import type { ListedCampaign, UserCoupon } from "@sunchak/core/schema";

/** A coupon that a shopper holds, or a campaign whose coupon they could get. */
type Coupon = UserCoupon | ListedCampaign;

/** The choice of no coupon, as the checkout's address names it; no id looks like it. */
export const NO_COUPON = "none";

/** Why a coupon cannot be used on this order, or what it takes off. */
export type CouponFit =
  | { usable: true; discount: number }
  | { usable: false; why: "USED" | "EXPIRED" }
  /** `missing`: won that the order is short of the coupon's minimum. */
  | { usable: false; why: "MINIMUM_NOT_REACHED"; missing: number };

/** Whether a coupon fits an order of `subtotal` won; the server decides again at the order. */
export function fitCoupon(coupon: Coupon, subtotal: number): CouponFit {
  if ("status" in coupon && coupon.status !== "USABLE") {
    return { usable: false, why: coupon.status };
  }
  if (subtotal < coupon.minOrderAmount) {
    return {
      usable: false,
      why: "MINIMUM_NOT_REACHED",
      missing: coupon.minOrderAmount - subtotal,
    };
  }
  return { usable: true, discount: discountFor(coupon, subtotal) };
}

/** What a coupon takes off an order of `subtotal` won; 0 when it cannot be used on it. */
export function discountOf(coupon: Coupon | undefined, subtotal: number): number {
  const fit = coupon && fitCoupon(coupon, subtotal);
  return fit?.usable ? fit.discount : 0;
}

const endOf = (coupon: Coupon) =>
  Date.parse("expiresAt" in coupon ? coupon.expiresAt : coupon.closesAt);

/**
 * The coupon that takes the most off an order of `subtotal` won; of equal ones, the one that ends
 * first. Undefined when none takes anything off.
 */
export function bestCoupon<One extends Coupon>(
  coupons: readonly One[],
  subtotal: number,
): One | undefined {
  const [best] = coupons
    .filter((coupon) => discountOf(coupon, subtotal) > 0)
    .toSorted((a, b) => discountOf(b, subtotal) - discountOf(a, subtotal) || endOf(a) - endOf(b));
  return best;
}
