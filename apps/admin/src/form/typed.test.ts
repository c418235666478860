import { expect, it } from "vitest";
import { numberIn } from "./typed.ts";

it.each([
  ["18000", 18_000],
  ["18,000", 18_000],
  [" 1,234,567 ", 1_234_567],
  ["18 000", 18_000],
  ["１８，０００", 18_000],
  ["-3", -3],
  ["−3", -3],
  ["－３", -3],
  ["+3", 3],
  ["0", 0],
])("reads a number as people write it: %j", (typed, number) =>
  expect(numberIn(typed)).toBe(number),
);

it.each(["", " ", "1,80", "18,00", "1,0000", ",000", "1,,000", "1.5", "1e3", "0x10", "만", "--3"])(
  "refuses a text that could mean another number: %j",
  (typed) => expect(numberIn(typed)).toBeNaN(),
);
