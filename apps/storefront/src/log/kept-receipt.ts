import { keepNote, readNote } from "@sunchak/web/browser-storage";
import type { issueCoupon } from "@/coupon/calls.ts";
import { shopperHere } from "@/session/use-shopper.ts";

const noteOf = (couponId: string) => `sunchak.receipt.${shopperHere()}.${couponId}`;

/**
 * Keeps the receipt that came with a coupon, the first of it: of a log that is rewritten, the shop
 * signs another one, so only a receipt from before shows it.
 */
export function keepReceipt(issued: Awaited<ReturnType<typeof issueCoupon>>): void {
  const { couponId, issuedCouponId, receipt } = issued;
  if (readKeptReceipt(couponId) !== null) return;
  const whole = { ...receipt, couponId, issuedCouponId, userId: shopperHere() };
  keepNote("browser", noteOf(couponId), JSON.stringify(whole));
}

/** The text of the kept receipt of the shopper's coupon; null when there is none. */
export const readKeptReceipt = (couponId: string): string | null =>
  readNote("browser", noteOf(couponId));
