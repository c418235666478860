import { z } from "zod";
import { won } from "../values.ts";

export const discountTypes = ["FIXED", "PERCENT"] as const;

/** The terms of a campaign, which each of its coupons has too. */
export const discountTerms = {
  name: z.string(),
  nameEn: z.string(),
  discountType: z.enum(discountTypes),
  /** Won for FIXED, whole percent for PERCENT. */
  discountValue: z.int(),
  /** Won; caps a PERCENT discount, null for FIXED. */
  maxDiscount: won.nullable(),
  minOrderAmount: won,
};
