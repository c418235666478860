import { describe, expect, it } from "vitest";
import { retryDelay } from "./retry-delay.ts";

describe("the wait before asking for a coupon again", () => {
  it("is never shorter than the server asks for", () => {
    expect(retryDelay(1, 3_000, 0)).toBe(3_000);
    expect(retryDelay(9, 3_000, 0)).toBe(3_000);
  });

  it("is spread over a range that grows with each try, up to a bound", () => {
    expect(retryDelay(1, null, 1)).toBe(1_400);
    expect(retryDelay(4, null, 1)).toBe(4_100);
    expect(retryDelay(40, null, 1)).toBe(4_100);
  });
});
