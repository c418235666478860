import { DomainError } from "../errors.ts";

export type NotUsableReason = "USED" | "EXPIRED" | "MINIMUM_NOT_REACHED";

export const couponNotUsable = (reason: NotUsableReason) =>
  new DomainError("COUPON_NOT_USABLE", `The coupon cannot be used: ${reason}.`, { reason });

/** Why an issued coupon cannot be used now, apart from its minimum order; null when it can. */
export function whyNotUsable(
  coupon: { usedAt: Date | null; expiresAt: Date },
  now: Date,
): DomainError | null {
  if (coupon.usedAt) return couponNotUsable("USED");
  if (coupon.expiresAt <= now) return couponNotUsable("EXPIRED");
  return null;
}
