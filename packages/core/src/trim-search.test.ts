import { fold } from "@sunchak/db";
import { expect, test } from "vitest";
import { searchText } from "./values.ts";

test("a search says nothing exactly when its folding leaves nothing of it", () => {
  const odd: string[] = [];
  for (let point = 1; point < 0x110000; point++) {
    const char = String.fromCodePoint(point);
    if (!char.isWellFormed()) continue;
    if ((searchText.parse(char) === "") !== (fold(char) === "")) odd.push(char);
  }
  expect(odd).toEqual([]);
});

test.each([
  ["  커피 \t원두\n", "커피 \t원두"],
  ["\u200b커피", "\u200b커피"],
  [" \u200b\u0007\ufeff\u3164 ", ""],
  ["", ""],
])("the search %j is taken as %j", (typed, taken) => {
  expect(searchText.parse(typed)).toBe(taken);
});
