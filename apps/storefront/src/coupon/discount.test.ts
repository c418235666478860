import type { ListedCampaign, UserCoupon } from "@sunchak/core/schema";
import { describe, expect, it } from "vitest";
import { bestCoupon, discountOf, fitCoupon } from "./discount.ts";

const terms = {
  name: "쿠폰",
  nameEn: "Coupon",
  discountType: "FIXED",
  discountValue: 3_000,
  maxDiscount: null,
  minOrderAmount: 0,
} as const;

const held = (id: string, more: Partial<UserCoupon> = {}): UserCoupon => ({
  ...terms,
  issuedCouponId: id,
  couponId: `campaign-${id}`,
  status: "USABLE",
  number: 1,
  issuedAt: "2026-11-01T00:00:00.000Z",
  expiresAt: "2026-12-01T00:00:00.000Z",
  orderId: null,
  ...more,
});

const campaign: ListedCampaign = {
  ...terms,
  id: "campaign",
  totalQuantity: 10,
  remainingQuantity: 10,
  opensAt: "2026-11-01T00:00:00.000Z",
  closesAt: "2026-12-01T00:00:00.000Z",
  validHours: 72,
  phase: "OPEN",
};

describe("a coupon on an order", () => {
  it("is used from its minimum on, and says how much is missing below it", () => {
    const coupon = { ...campaign, minOrderAmount: 30_000 };
    expect(fitCoupon(coupon, 29_999)).toEqual({
      usable: false,
      why: "MINIMUM_NOT_REACHED",
      missing: 1,
    });
    expect(fitCoupon(coupon, 30_000)).toEqual({ usable: true, discount: 3_000 });
  });

  it("takes nothing off when it was used or has expired, whatever the order", () => {
    expect(discountOf(held("a", { status: "USED" }), 50_000)).toBe(0);
    expect(discountOf(held("a", { status: "EXPIRED" }), 50_000)).toBe(0);
    expect(discountOf(undefined, 50_000)).toBe(0);
  });
});

describe("the best coupon", () => {
  const percent = held("percent", {
    discountType: "PERCENT",
    discountValue: 15,
    maxDiscount: 9_000,
  });
  const fixed = held("fixed", { discountValue: 5_000 });
  const of = (subtotal: number, ...coupons: UserCoupon[]) =>
    bestCoupon(coupons, subtotal)?.issuedCouponId;

  it("takes the most off this very order", () => {
    expect(of(20_000, percent, fixed)).toBe("fixed");
    expect(of(40_000, percent, fixed)).toBe("percent");
  });

  it("is one that the order can use", () => {
    const dear = held("dear", { discountValue: 9_000, minOrderAmount: 50_000 });
    const used = held("used", { discountValue: 9_000, status: "USED" });
    const expired = held("expired", { discountValue: 9_000, status: "EXPIRED" });
    expect(of(20_000, dear, used, fixed, expired)).toBe("fixed");
    expect(of(20_000, dear, used, expired)).toBeUndefined();
  });

  it("is the one that ends first, of those that take off the same", () => {
    const soon = held("soon", { discountValue: 5_000, expiresAt: "2026-11-28T00:00:00.000Z" });
    expect(of(20_000, fixed, soon)).toBe("soon");
    expect(of(20_000, soon, fixed)).toBe("soon");
  });

  it("is none when none takes anything off", () => {
    const tiny = held("tiny", { discountType: "PERCENT", discountValue: 1, maxDiscount: 1_000 });
    expect(of(99, tiny)).toBeUndefined();
    expect(of(100, tiny)).toBe("tiny");
    expect(of(0, fixed)).toBeUndefined();
    expect(of(20_000)).toBeUndefined();
  });

  it("may be one that could be got", () => {
    expect(
      bestCoupon([campaign, { ...campaign, id: "more", discountValue: 4_000 }], 9_000)?.id,
    ).toBe("more");
  });
});
