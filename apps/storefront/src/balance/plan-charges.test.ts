import { describe, expect, it } from "vitest";
import { chargeMax, chargeMin, planCharges } from "./plan-charges.ts";

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe("charging what is missing", () => {
  it.each([1_000, 1_001, 3_400, 999_999, 1_000_000, 1_000_001, 1_000_999, 2_000_500, 9_999_999])(
    "brings in exactly %d, each charge within the limits",
    (missing) => {
      const charges = planCharges(missing);
      expect(sum(charges)).toBe(missing);
      for (const charge of charges) {
        expect(charge).toBeGreaterThanOrEqual(chargeMin);
        expect(charge).toBeLessThanOrEqual(chargeMax);
      }
    },
  );

  it("charges the least there is for less than that", () => {
    expect(planCharges(1)).toEqual([1_000]);
    expect(planCharges(999)).toEqual([1_000]);
  });

  it("charges nothing when nothing is missing", () => {
    expect(planCharges(0)).toEqual([]);
    expect(planCharges(-5)).toEqual([]);
  });
});
