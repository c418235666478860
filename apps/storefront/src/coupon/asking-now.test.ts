import { expect, test } from "vitest";
import { askingNow } from "./asking-now.ts";

const at = Date.parse("2026-11-26T11:00:00.000Z");
const told = (phase: "OPEN" | "PAUSED" | "SOLD_OUT", ms: number) => ({
  phase,
  now: new Date(at + ms).toISOString(),
});
const refusals = [
  { state: "soldOut", at, pressedAt: null },
  { state: "notOpen", at, error: null },
] as const;

test.each(refusals)(
  "$state stands while the shop tells the same, or what may be older",
  (refusal) => {
    expect(askingNow(refusal, told("OPEN", -5_000))).toBe(refusal);
    expect(askingNow(refusal, told("PAUSED", 60_000))).toBe(refusal);
    expect(askingNow(refusal, told("SOLD_OUT", 60_000))).toBe(refusal);
  },
);

test.each(refusals)(
  "$state is over when the shop tells later that the coupon is open",
  (refusal) => {
    expect(askingNow(refusal, told("OPEN", 2_001))).toEqual({ state: "idle" });
  },
);

test("a sell-out stands against a count that may have been read before it", () => {
  const [soldOut, notOpen] = refusals;
  expect(askingNow(soldOut, told("OPEN", 1_000))).toBe(soldOut);
  expect(askingNow(notOpen, told("OPEN", 1_000))).toEqual({ state: "idle" });
});

test("what the shop tells changes nothing else", () => {
  for (const asking of [
    { state: "issued", number: 3, expiresAt: "" },
    { state: "already" },
    { state: "stopped", tries: 2 },
  ] as const) {
    expect(askingNow(asking, told("OPEN", 60_000))).toBe(asking);
  }
});
