import type { Receipt } from "@sunchak/web/log/log-text";
import { findReceipt, readJson, Unreadable } from "@sunchak/web/log/read-log";
import { shopperHere } from "@/session/use-shopper.ts";

/** @returns "none" when the shopper holds no coupon of the campaign, "unread" when nobody knows. */
export async function findOwnReceipt(couponId: string): Promise<Receipt | "none" | "unread"> {
  try {
    const coupons = await readJson("/api/v1/me/coupons");
    const held = (coupons.items as { couponId: string; issuedCouponId: string }[]).find(
      (coupon) => coupon.couponId === couponId,
    );
    if (!held) return "none";
    const { issuedCouponId } = held;
    const receipt = await readJson(`/api/v1/me/coupons/${issuedCouponId}/receipt`);
    // All that a check needs, also when somebody makes it elsewhere.
    const whole = { ...receipt, couponId, issuedCouponId, userId: shopperHere() };
    return findReceipt(JSON.stringify(whole)) ?? "unread";
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TypeError) return "unread";
    throw error;
  }
}
