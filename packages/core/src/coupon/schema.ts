import { z } from "zod";
import { instant, won } from "../values.ts";

export const discountTypes = ["FIXED", "PERCENT"] as const;

const discount = {
  name: z.string(),
  nameEn: z.string(),
  discountType: z.enum(discountTypes),
  /** Won for FIXED, whole percent for PERCENT. */
  discountValue: z.int(),
  /** Won; caps a PERCENT discount, null for FIXED. */
  maxDiscount: won.nullable(),
  minOrderAmount: won,
};

export const campaignOutput = z.object({
  id: z.string(),
  ...discount,
  totalQuantity: z.int(),
  remainingQuantity: z.int(),
  opensAt: instant,
  closesAt: instant,
});

/** `now` is the server's clock, by which countdowns run. */
export const campaignListOutput = z.object({ items: z.array(campaignOutput), now: instant });

export const issueOutput = z.object({
  issuedCouponId: z.string(),
  couponId: z.string(),
  expiresAt: instant,
});

export const couponStatuses = ["USABLE", "USED", "EXPIRED"] as const;

export const myCouponOutput = z.object({
  issuedCouponId: z.string(),
  couponId: z.string(),
  ...discount,
  status: z.enum(couponStatuses),
  issuedAt: instant,
  expiresAt: instant,
});

export const myCouponListOutput = z.object({ items: z.array(myCouponOutput) });

export type Campaign = z.output<typeof campaignOutput>;
export type IssuedCoupon = z.output<typeof issueOutput>;
export type MyCoupon = z.output<typeof myCouponOutput>;
