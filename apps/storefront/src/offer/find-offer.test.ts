import type { ListedCampaign, UserCoupon } from "@sunchak/core/schema";
import { expect, it } from "vitest";
import { findOffer, openTo } from "./find-offer.ts";

const terms = {
  name: "쿠폰",
  nameEn: "Coupon",
  discountType: "FIXED",
  maxDiscount: null,
  minOrderAmount: 0,
} as const;

const campaign = (
  id: string,
  discountValue: number,
  more: Partial<ListedCampaign> = {},
): ListedCampaign => ({
  ...terms,
  id,
  discountValue,
  totalQuantity: 10,
  remainingQuantity: 10,
  opensAt: "2026-11-01T00:00:00.000Z",
  closesAt: "2026-12-01T00:00:00.000Z",
  validHours: 72,
  phase: "OPEN",
  ...more,
});

const held = (
  couponId: string,
  discountValue: number,
  more: Partial<UserCoupon> = {},
): UserCoupon => ({
  ...terms,
  issuedCouponId: `issued-${couponId}`,
  couponId,
  discountValue,
  status: "USABLE",
  number: 1,
  issuedAt: "2026-11-01T00:00:00.000Z",
  expiresAt: "2026-12-01T00:00:00.000Z",
  orderId: null,
  ...more,
});

/** The kind of the offer, which coupon it is, and its won. */
function offer(campaigns: ListedCampaign[], mine: UserCoupon[], subtotal = 20_000) {
  const found = findOffer({ campaigns, mine }, subtotal);
  if (!found) return null;
  const { coupon } = found;
  const id = "couponId" in coupon ? coupon.couponId : coupon.id;
  return [found.kind, id, found.kind === "short" ? found.missing : found.discount];
}

it("the coupon to get is the one that takes the most off", () => {
  expect(offer([campaign("a", 3_000), campaign("b", 5_000)], [])).toEqual(["get", "b", 5_000]);
});

it("a coupon is offered only when it takes more off than one that the shopper holds", () => {
  expect(offer([campaign("a", 5_000)], [held("b", 3_000)])).toEqual(["get", "a", 5_000]);
  expect(offer([campaign("a", 5_000)], [held("b", 5_000)])).toEqual(["held", "b", 5_000]);
  expect(offer([campaign("a", 3_000)], [held("b", 5_000)])).toEqual(["held", "b", 5_000]);
});

it("no coupon is offered that cannot be got now", () => {
  for (const phase of ["UPCOMING", "SOLD_OUT", "PAUSED", "CLOSED"] as const) {
    expect(offer([campaign("a", 5_000, { phase })], [])).toBeNull();
  }
});

it("no coupon is offered twice to one shopper, whatever became of the first", () => {
  for (const status of ["USABLE", "USED", "EXPIRED"] as const) {
    const coupons = { campaigns: [campaign("a", 5_000)], mine: [held("a", 5_000, { status })] };
    expect(openTo(coupons)).toEqual([]);
    expect(findOffer(coupons, 20_000)?.kind).toBe(status === "USABLE" ? "held" : undefined);
  }
});

it("when none can be used yet, it is said which lacks the least, and how much", () => {
  const far = campaign("far", 9_000, { minOrderAmount: 50_000 });
  const near = held("near", 1_000, { minOrderAmount: 25_000 });
  expect(offer([far], [])).toEqual(["short", "far", 30_000]);
  expect(offer([far], [near])).toEqual(["short", "near", 5_000]);
  expect(offer([far], [near], 50_000)).toEqual(["get", "far", 9_000]);
  expect(offer([far], [{ ...near, status: "EXPIRED" }])).toEqual(["short", "far", 30_000]);
});
