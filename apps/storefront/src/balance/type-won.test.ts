import { describe, expect, it } from "vitest";
import { groupDigits, typeWon } from "./type-won.ts";

/** An edit of the digits `before`; `|` is the caret in what the browser made of it. */
function edit(before: string, made: string, kind?: string): string {
  const { digits, caret } = typeWon({
    text: made.replace("|", ""),
    caret: made.indexOf("|"),
    before,
    kind,
  });
  const grouped = groupDigits(digits);
  return `${grouped.slice(0, caret)}|${grouped.slice(caret)}`;
}

describe("an amount that is typed", () => {
  it.each([
    ["", "1|", "1|"],
    ["100", "1000|", "1,000|"],
    ["1000", "1,0000|", "10,000|"],
    ["10000", "2|10,000", "2|10,000"],
    ["100000", "1005|,000", "1,005|,000"],
  ])("has its separators while it is typed: %s, then %s", (before, made, then) => {
    expect(edit(before, made)).toBe(then);
  });

  it.each([
    ["1000", "1,000a|", "1,000|"],
    ["1000", "1,00만|0", "1,00|0"],
    ["1000", "-|1,000", "|1,000"],
    ["", "abc|", "|"],
    ["12", "12.|", "12|"],
    ["12", "1.|2", "1|2"],
    ["12", "1e|2", "1|2"],
  ])("takes no letter and no sign: %s, then %s", (before, made, then) => {
    expect(edit(before, made)).toBe(then);
  });

  it.each([
    ["50,000원|", "50,000|"],
    ["₩50,000|", "50,000|"],
    [" 50 000 |", "50,000|"],
    ["５０，０００|", "50,000|"],
    ["50,000.00|", "50,000|"],
    ["50,000.5|", "50,000|"],
    ["50.000|", "50,000|"],
  ])("takes a pasted %s as the amount that it says", (made, then) => {
    expect(edit("", made, "insertFromPaste")).toBe(then);
  });

  it("loses the digit beyond a separator that is deleted, and so is never stuck", () => {
    expect(edit("100000", "100|000", "deleteContentBackward")).toBe("10|,000");
    expect(edit("100000", "100|000", "deleteContentForward")).toBe("10,0|00");
    expect(edit("1000", "1|000", "deleteContentBackward")).toBe("|000");
  });

  it("deletes a digit like every other field", () => {
    expect(edit("100000", "100,00|", "deleteContentBackward")).toBe("10,000|");
    expect(edit("123456", "|", "deleteContentBackward")).toBe("|");
  });

  it("keeps its zeros while the first digit is replaced", () => {
    expect(edit("100000", "|00,000", "deleteContentBackward")).toBe("|00,000");
    expect(edit("00000", "2|00,000", "insertText")).toBe("2|00,000");
  });

  it("begins with no zero, and is never longer than nine digits", () => {
    expect(edit("", "0|")).toBe("|");
    expect(edit("", "007|")).toBe("7|");
    expect(edit("123456789", "123,456,7890|")).toBe("123,456,789|");
    expect(edit("123456789", "9|123,456,789")).toBe("|123,456,789");
  });
});
