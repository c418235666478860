import type { CHARGE_MAX, CHARGE_MIN } from "@sunchak/core/schema";

// The types are core's own numbers; repeating the values keeps zod out of the browser.
export const chargeMin: typeof CHARGE_MIN = 1_000;
export const chargeMax: typeof CHARGE_MAX = 1_000_000;

/**
 * The charges, in won, that add at least `missing`: exactly `missing` if the limits of a single
 * charge allow it, otherwise the least that they allow.
 * @param room how many won the balance can still take.
 * @returns null when the balance has no room for all of them, so that not even the first is made.
 */
export function planCharges(missing: number, room: number): number[] | null {
  const charges = chargesOf(missing);
  return charges.reduce((sum, amount) => sum + amount, 0) > Math.max(room, 0) ? null : charges;
}

function chargesOf(missing: number): number[] {
  if (missing <= 0) return [];
  const full = Math.floor(missing / chargeMax);
  const rest = missing % chargeMax;
  const charges = Array.from({ length: full }, () => chargeMax as number);
  if (rest === 0) return charges;
  if (rest >= chargeMin) return [...charges, rest];
  const last = charges.pop();
  // The rest alone is below the minimum, so it takes won from the last full charge.
  return last === undefined ? [chargeMin] : [...charges, last + rest - chargeMin, chargeMin];
}
