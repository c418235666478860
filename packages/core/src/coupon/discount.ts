/**
 * What a coupon takes off a subtotal, in won: a FIXED value, or the floor of PERCENT up to its
 * cap; never more than the subtotal.
 */
export function discountFor(
  coupon: { discountType: string; discountValue: number; maxDiscount: number | null },
  subtotal: number,
): number {
  const off =
    coupon.discountType === "PERCENT"
      ? Math.min(
          Math.floor((subtotal * coupon.discountValue) / 100),
          coupon.maxDiscount ?? Number.POSITIVE_INFINITY,
        )
      : coupon.discountValue;
  return Math.min(off, subtotal);
}
