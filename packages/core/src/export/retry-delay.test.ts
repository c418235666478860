import { expect, test } from "vitest";
import { MAX_ATTEMPTS, retryDelayMs } from "./retry-delay.ts";

test("waits about a second after the first try and about an hour before the tenth", () => {
  expect(retryDelayMs(1, 0)).toBe(500);
  expect(retryDelayMs(1, 1)).toBe(1_000);
  expect(retryDelayMs(MAX_ATTEMPTS - 1, 0)).toBe(1_800_000);
  expect(retryDelayMs(MAX_ATTEMPTS - 1, 1)).toBe(3_600_000);
});

test("each wait is longer than the one before, whatever the jitter, and at most an hour", () => {
  for (let attempt = 2; attempt < MAX_ATTEMPTS; attempt++) {
    expect(retryDelayMs(attempt, 0)).toBeGreaterThan(retryDelayMs(attempt - 1, 1));
  }
  expect(retryDelayMs(50, 1)).toBe(3_600_000);
});

test("the jitter spreads waits over half of the range", () => {
  const waits = Array.from({ length: 500 }, () => retryDelayMs(3));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(retryDelayMs(3, 0));
  expect(Math.max(...waits)).toBeLessThanOrEqual(retryDelayMs(3, 1));
  expect(new Set(waits).size).toBeGreaterThan(100);
});
