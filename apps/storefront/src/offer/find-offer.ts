import type { ListedCampaign, UserCoupon } from "@sunchak/core/schema";
import { bestCoupon, discountOf, fitCoupon } from "../coupon/discount.ts";

/** What a coupon does for an order. */
export type Offer =
  /** Takes the most off, and can be got now. */
  | { kind: "get"; coupon: ListedCampaign; discount: number }
  /** Takes the most off, and the shopper holds it. */
  | { kind: "held"; coupon: UserCoupon; discount: number }
  /** None can be used yet; this one lacks the least, in won. */
  | { kind: "short"; coupon: ListedCampaign | UserCoupon; missing: number };

export interface Coupons {
  campaigns: readonly ListedCampaign[];
  /** The shopper's own, used ones too; none for a visitor. */
  mine: readonly UserCoupon[];
}

/** The campaigns of which the shopper can get a coupon now. */
export const openTo = ({ campaigns, mine }: Coupons): ListedCampaign[] =>
  campaigns.filter(
    ({ id, phase }) => phase === "OPEN" && !mine.some(({ couponId }) => couponId === id),
  );

/** The best that a coupon can do for an order of `subtotal` won; null when none can do anything. */
export function findOffer(coupons: Coupons, subtotal: number): Offer | null {
  const open = openTo(coupons);
  const held = bestCoupon(coupons.mine, subtotal);
  const got = bestCoupon(open, subtotal);
  const discount = discountOf(held, subtotal);
  const more = discountOf(got, subtotal);
  if (got && more > discount) return { kind: "get", coupon: got, discount: more };
  if (held) return { kind: "held", coupon: held, discount };
  const [nearest] = [...coupons.mine, ...open]
    .flatMap((coupon) => {
      const fit = fitCoupon(coupon, subtotal);
      return "missing" in fit ? [{ coupon, missing: fit.missing }] : [];
    })
    .toSorted((a, b) => a.missing - b.missing);
  return nearest ? { kind: "short", ...nearest } : null;
}
