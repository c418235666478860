import { discountFor } from "@sunchak/core/discount";
import type { UserCoupon } from "@sunchak/core/schema";

/** Why a coupon cannot be used on this order, or what it takes off. */
export type CouponFit =
  | { usable: true; discount: number }
  | { usable: false; why: "USED" | "EXPIRED" }
  /** `missing`: won that the order is short of the coupon's minimum. */
  | { usable: false; why: "MINIMUM_NOT_REACHED"; missing: number };

/** Whether a coupon fits an order of `subtotal` won; the server decides again at the order. */
export function fitCoupon(coupon: UserCoupon, subtotal: number): CouponFit {
  if (coupon.status !== "USABLE") return { usable: false, why: coupon.status };
  if (subtotal < coupon.minOrderAmount) {
    return {
      usable: false,
      why: "MINIMUM_NOT_REACHED",
      missing: coupon.minOrderAmount - subtotal,
    };
  }
  return { usable: true, discount: discountFor(coupon, subtotal) };
}
