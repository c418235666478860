import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import type { CouponStatus } from "./schema.ts";

const coupon = expressionBuilder<Tables, "issuedCoupons">();

/** The status of an issued coupon at a time. */
export function couponStatusAt(
  { usedAt, expiresAt }: Pick<Tables["issuedCoupons"], "usedAt" | "expiresAt">,
  now: Date,
): CouponStatus {
  if (usedAt) return "USED";
  return expiresAt <= now ? "EXPIRED" : "USABLE";
}

/** The issued coupons with a status at a time. */
export function whereCouponStatus(status: CouponStatus, now: Date): Expression<SqlBool> {
  const isUnused = coupon("issuedCoupons.usedAt", "is", null);
  const conditions: Record<CouponStatus, Expression<SqlBool>> = {
    USED: coupon("issuedCoupons.usedAt", "is not", null),
    EXPIRED: coupon.and([isUnused, coupon("issuedCoupons.expiresAt", "<=", now)]),
    USABLE: coupon.and([isUnused, coupon("issuedCoupons.expiresAt", ">", now)]),
  };
  return conditions[status];
}
