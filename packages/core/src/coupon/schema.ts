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
  /** The paid order that it is used with; null while it is not. */
  orderId: z.string().nullable(),
});

export const byIssuedCoupon = z.strictObject({ issuedCouponId: z.string() });

export const listLogInput = z.strictObject({
  id: z.string(),
  /** The number of the last line that is known. */
  after: z.int().min(0).max(2_147_483_647).default(0),
  size: z.int().min(1).max(1_000).default(1_000),
});

/** A page of a campaign's log. It names nobody: `holder` is a hash that only the holder can make. */
export const logOutput = z.object({
  items: z.array(
    z.object({
      number: couponNumber,
      /** The process that the request reached; `before` for coupons older than the log. */
      door: z.string(),
      /** When it did: ISO 8601 in UTC, with microseconds. */
      arrivedAt: z.iso.datetime({ precision: 6 }),
      holder: sha256Hex,
      hash: sha256Hex,
    }),
  ),
  /** What to pass as `after` for the next page; null on the last. */
  nextAfter: couponNumber.nullable(),
  /** The end of the log: number 0 when nothing is issued yet. */
  head: z.object({
    number: z.int().min(0),
    hash: sha256Hex,
    signedAt: instant,
    /** Ed25519, base64url. */
    signature: z.string(),
    keyId: z.string(),
  }),
});

export const logKeysOutput = z.object({
  keys: z.array(
    z.object({
      keyId: z.string(),
      /** The raw 32 bytes of an Ed25519 key, base64url. */
      publicKey: z.string(),
    }),
  ),
});

export type ListLog = z.output<typeof listLogInput>;
export type CampaignLog = z.output<typeof logOutput>;
export type Receipt = z.output<typeof receiptOutput>;
export type IssuedCoupon = z.output<typeof issueOutput>;
export type UserCoupon = z.output<typeof userCouponOutput>;
