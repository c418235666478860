import type { MAX_LINES, MAX_QUANTITY } from "@sunchak/core/schema";

// The types are core's own numbers, so these cannot drift. Repeating the values keeps zod out of
// the browser.
export const maxLines: typeof MAX_LINES = 50;
export const maxQuantity: typeof MAX_QUANTITY = 99;
