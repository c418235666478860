import { z } from "zod";
import type { Product } from "../product/schema.ts";

/** The most products on a wish list. */
export const WISHES_MAX = 200;

/** The wish that is to hold afterwards, so that a repeated call does nothing more. */
export const setWishInput = z.strictObject({ productId: z.string(), wished: z.boolean() });

export type SetWish = z.output<typeof setWishInput>;

export interface WishedProduct extends Product {
  /** False once it is no longer sold. */
  onSale: boolean;
  wishedAt: string;
}
