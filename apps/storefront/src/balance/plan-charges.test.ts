import { describe, expect, it } from "vitest";
import { chargeMax, chargeMin, planCharges } from "./plan-charges.ts";

const LIMIT = 10_000_000;
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe("charging what is missing", () => {
  it.each([1_000, 1_001, 3_400, 999_999, 1_000_000, 1_000_001, 1_000_999, 2_000_500, 9_999_999])(
    "brings in exactly %d, each charge within the limits",
    (missing) => {
      const charges = planCharges(missing, LIMIT) ?? [];
      expect(sum(charges)).toBe(missing);
      for (const charge of charges) {
        expect(charge).toBeGreaterThanOrEqual(chargeMin);
        expect(charge).toBeLessThanOrEqual(chargeMax);
      }
    },
  );

  it("charges the least there is for less than that", () => {
    expect(planCharges(1, LIMIT)).toEqual([1_000]);
    expect(planCharges(999, LIMIT)).toEqual([1_000]);
  });

  it("charges nothing when nothing is missing, however little room there is", () => {
    expect(planCharges(0, LIMIT)).toEqual([]);
    expect(planCharges(-5, 0)).toEqual([]);
    expect(planCharges(0, -2_000)).toEqual([]);
  });

  it("fills the balance to its limit exactly", () => {
    expect(sum(planCharges(2_500_000, 2_500_000) ?? [])).toBe(2_500_000);
    expect(planCharges(400, 1_000)).toEqual([1_000]);
  });

  it("plans nothing at all where the last of the charges would not fit", () => {
    expect(planCharges(2_500_001, 2_500_000)).toBeNull();
    expect(planCharges(400, 999)).toBeNull();
    expect(planCharges(1_000, 0)).toBeNull();
    expect(planCharges(1, -1)).toBeNull();
  });
});
