import type { Receipt } from "@sunchak/web/log/log-text";
import { findReceipt, readJson, Unreadable } from "@sunchak/web/log/read-log";
import { readShopper, shopperHere } from "@/session/use-shopper.ts";
import { readKeptReceipt } from "./kept-receipt.ts";

export interface OwnReceipts {
  /** The one that came with the coupon. It alone proves something of the time since. */
  kept: Receipt | null;
  /** As the shop gives it now: "none" when the shopper holds no coupon, "unread" when nobody knows. */
  today: Receipt | "none" | "unread";
}

/** The receipts of the shopper's coupon of a campaign. */
export async function findOwnReceipts(couponId: string): Promise<OwnReceipts> {
  const kept = findReceipt(readKeptReceipt(couponId) ?? "");
  return { kept, today: await readReceipt(couponId) };
}

async function readReceipt(couponId: string): Promise<OwnReceipts["today"]> {
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
    // The session ended: the page is loaded anew, for a visitor.
    if (error instanceof Unreadable && error.status === 401) void readShopper();
    if (error instanceof Unreadable || error instanceof TypeError) return "unread";
    throw error;
  }
}

/** What a receipt shows of its line: it depends on where the receipt comes from. */
export interface Proof {
  receipt: Receipt;
  /** `nameless`: pasted, and without what shows whose line it is. */
  from: "pasted" | "nameless" | "kept" | "today";
}

/** The receipt that shows most; null when there is none. */
export function findProof(pasted: Receipt | null, own: OwnReceipts | null): Proof | null {
  if (pasted) {
    const { salt, issuedCouponId, userId } = pasted;
    return { receipt: pasted, from: salt && issuedCouponId && userId ? "pasted" : "nameless" };
  }
  if (own?.kept) return { receipt: own.kept, from: "kept" };
  return own && typeof own.today !== "string" ? { receipt: own.today, from: "today" } : null;
}
