import { expect, test } from "vitest";
import { later } from "./later.ts";

const at = (ms: number) => ({ now: new Date(1_790_000_000_000 + ms).toISOString() });

test("an answer that arrives after a newer event does not replace it", () => {
  expect(later(at(900), at(0))).toEqual(at(900));
  expect(later(at(0), at(900))).toEqual(at(900));
});

test("after the server's clock was set back, its newest word counts", () => {
  expect(later(at(3_600_000), at(0))).toEqual(at(0));
});

test("what has no time is taken as it comes", () => {
  const next: { now?: string } = {};
  expect(later(at(0), next)).toBe(next);
  expect(later(next, at(0))).toEqual(at(0));
});
