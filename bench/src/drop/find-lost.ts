import type { Outcome } from "./browser.ts";

/** A shopper who was told something else than what the shop has stored. */
export interface Lost {
  shopper: number;
  told: Outcome["coupon"];
  holds: Outcome["coupon"];
}

/** @param held the coupon that each shopper holds, in the order of the outcomes. */
export function findLost(outcomes: Outcome[], held: Outcome["coupon"][]): Lost[] {
  return outcomes.flatMap(({ coupon: told }, shopper) => {
    const holds = held[shopper] ?? null;
    const isKept = told?.issuedCouponId === holds?.issuedCouponId && told?.number === holds?.number;
    return isKept ? [] : [{ shopper, told, holds }];
  });
}
