import { z } from "zod";
import { instant } from "../values.ts";
import { discountTerms } from "./discount-terms.ts";

/** A first-come coupon, just issued. `couponId` is the campaign's id: the REST contract calls it so. */
export const issueOutput = z.object({
  issuedCouponId: z.string(),
  couponId: z.string(),
  expiresAt: instant,
});

export const couponStatuses = ["USABLE", "USED", "EXPIRED"] as const;
export type CouponStatus = (typeof couponStatuses)[number];

export const userCouponOutput = z.object({
  issuedCouponId: z.string(),
  couponId: z.string(),
  ...discountTerms,
  status: z.enum(couponStatuses),
  issuedAt: instant,
  expiresAt: instant,
});

export type IssuedCoupon = z.output<typeof issueOutput>;
export type UserCoupon = z.output<typeof userCouponOutput>;
