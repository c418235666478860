import { DomainError } from "../errors.ts";
import { couponStatusAt } from "./coupon-status.ts";

export type NotUsableReason = "USED" | "EXPIRED" | "MINIMUM_NOT_REACHED";

export const couponNotUsable = (reason: NotUsableReason) =>
  new DomainError("COUPON_NOT_USABLE", `The coupon cannot be used: ${reason}.`, { reason });

/** Why an issued coupon cannot be used now, apart from its minimum order; null when it can. */
export function whyNotUsable(
  coupon: { usedAt: Date | null; expiresAt: Date },
  now: Date,
): DomainError | null {
  const status = couponStatusAt(coupon, now);
  return status === "USABLE" ? null : couponNotUsable(status);
}
