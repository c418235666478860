import { z } from "zod";
import { instant } from "../values.ts";
import { discountTerms } from "./discount-terms.ts";

/** The place of an issued coupon in its campaign: 1, 2, 3 … in the order of issuing. */
const couponNumber = z.int().min(1);
/** SHA-256, lower-case hexadecimal. */
const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** Lets a holder find their line in the campaign's public log, and prove that it was there. */
export const receiptOutput = z.object({
  number: couponNumber,
  /** 16 bytes, base64url. The holder alone knows them; they show who the line belongs to. */
  salt: z.string(),
  hash: sha256Hex,
  /** Ed25519, base64url. */
  signature: z.string(),
  keyId: z.string(),
});

/** A first-come coupon, just issued. `couponId` is the campaign's id: the REST contract calls it so. */
export const issueOutput = z.object({
  issuedCouponId: z.string(),
  couponId: z.string(),
  expiresAt: instant,
  number: couponNumber,
  receipt: receiptOutput,
});

export const couponStatuses = ["USABLE", "USED", "EXPIRED"] as const;
export type CouponStatus = (typeof couponStatuses)[number];

export const userCouponOutput = z.object({
  issuedCouponId: z.string(),
  couponId: z.string(),
  ...discountTerms,
  status: z.enum(couponStatuses),
  number: couponNumber,
  issuedAt: instant,
  expiresAt: instant,
});

export type Receipt = z.output<typeof receiptOutput>;
export type IssuedCoupon = z.output<typeof issueOutput>;
export type UserCoupon = z.output<typeof userCouponOutput>;
