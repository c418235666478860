import { describe, expect, test } from "vitest";
import { createCampaignInput } from "./campaign/schema.ts";
import {
  createCategoryInput,
  createProductInput,
  renameCategoryInput,
  updateProductInput,
} from "./product/schema.ts";
import { userName } from "./user/schema.ts";
import { label, numberIn, reasonText } from "./values.ts";
import { changeViewInput, saveViewInput } from "./view/schema.ts";

const read = (value: string) => label(40).safeParse(value);

describe("a label", () => {
  test.each([
    ["  새 \t\n 상품\u00a0", "새 상품"],
    ["\ufeff상품\ufeff1", "상품 1"],
    ["한글".normalize("NFD"), "한글"],
    ["Café".normalize("NFD"), "Café"],
    ["👨‍👩‍👧 가족", "👨‍👩‍👧 가족"],
    ["❤️‍🔥", "❤️‍🔥"],
    ["👩🏽‍🚀", "👩🏽‍🚀"],
    [
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
      "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    ],
    ["!", "!"],
  ])("%j is kept as %j", (given, kept) => {
    expect(read(given).data).toBe(kept);
  });

  test.each([
    ["nothing", ""],
    ["white space", " \u3000\t"],
    ["a letter that is blank", "\u3164"],
    ["a mark without its letter", "\u0301"],
    ["U+0000", "a\u0000b"],
    ["a control character", "a\u0007b"],
    ["a lone surrogate", "\ud83d"],
    ["what turns the direction", "gift\u202etfig"],
    ["an isolate", "a\u2066b"],
    ["a mark of direction", "\u200fa"],
    ["zero width", "구\u200b두"],
    ["a soft hyphen", "a\u00adb"],
    ["a joiner of letters that are none", "a\u034fb"],
    ["a joiner between letters", "a\u200db"],
    ["tags without a flag", "a\u{e0061}"],
  ])("is refused when it contains %s", (_what, given) => {
    expect(read(given).success).toBe(false);
  });

  test("is at most as long as its bound, counted as typed", () => {
    expect([read("a".repeat(40)).success, read("a".repeat(41)).success]).toEqual([true, false]);
  });
});

test.each([
  ["of a product", createProductInput.shape.name],
  ["of a product, in English", updateProductInput.shape.nameEn],
  ["of a category", createCategoryInput.shape.name],
  ["of a category, in English", renameCategoryInput.shape.nameEn],
  ["of a campaign", createCampaignInput.shape.name],
  ["of a campaign, in English", createCampaignInput.shape.nameEn],
  ["of a user", userName],
  ["of a view", saveViewInput.shape.name],
  ["of a view that is changed", changeViewInput.shape.name],
  ["that is a reason", reasonText],
])("the text %s is a label", (_which, schema) => {
  expect(schema.safeParse(" Café \n 1 ".normalize("NFD")).data).toBe("Café 1");
  expect(schema.safeParse("\u3164").success).toBe(false);
});

test.each([
  ["18000", 18_000],
  ["18,000", 18_000],
  [" 1,234,567 ", 1_234_567],
  ["18 000", 18_000],
  ["18,000원", 18_000],
  ["₩18,000", 18_000],
  ["￦ 18,000", 18_000],
  ["１８，０００", 18_000],
  ["-3", -3],
  ["−3", -3],
  ["－３", -3],
  ["+3", 3],
  ["0", 0],
])("reads a number as people write it: %j", (typed, number) =>
  expect(numberIn(typed)).toBe(number),
);

test.each([
  "",
  " ",
  "1,80",
  "18,00",
  "1,0000",
  ",000",
  "1,,000",
  "1.5",
  "1e3",
  "0x10",
  "만",
  "--3",
])("refuses a text that could mean another number: %j", (typed) =>
  expect(numberIn(typed)).toBeNaN(),
);
