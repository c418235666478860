import { describe, expect, it } from "vitest";
import { chargeMax, chargeMin, planCharges } from "./plan-charges.ts";

const LIMIT = 10_000_000;
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe("the charges for a missing amount", () => {
  it.each([1_000, 1_001, 3_400, 999_999, 1_000_000, 1_000_001, 1_000_999, 2_000_500, 9_999_999])(
    "add up to exactly %d, each within the limits",
    (missing) => {
      const charges = planCharges(missing, LIMIT) ?? [];
      expect(sum(charges)).toBe(missing);
      for (const charge of charges) {
        expect(charge).toBeGreaterThanOrEqual(chargeMin);
        expect(charge).toBeLessThanOrEqual(chargeMax);
      }
    },
  );

  it("are one smallest charge when less than that is missing", () => {
    expect(planCharges(1, LIMIT)).toEqual([1_000]);
    expect(planCharges(999, LIMIT)).toEqual([1_000]);
  });

  it("are none when nothing is missing, however little room the limit leaves", () => {
    expect(planCharges(0, LIMIT)).toEqual([]);
    expect(planCharges(-5, 0)).toEqual([]);
    expect(planCharges(0, -2_000)).toEqual([]);
  });

  it("may fill the balance to exactly its limit", () => {
    expect(sum(planCharges(2_500_000, 2_500_000) ?? [])).toBe(2_500_000);
    expect(planCharges(400, 1_000)).toEqual([1_000]);
  });

  it("are not planned at all when they would not all fit below the limit", () => {
    expect(planCharges(2_500_001, 2_500_000)).toBeNull();
    expect(planCharges(400, 999)).toBeNull();
    expect(planCharges(1_000, 0)).toBeNull();
    expect(planCharges(1, -1)).toBeNull();
  });
});
