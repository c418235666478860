import { expect, it } from "vitest";
import { splitAtMatches } from "./split-at-matches.ts";

it.each([
  ["핸드드립 도자기 드리퍼", "드립 드리퍼", ["핸드", "드립", " 도자기 ", "드리퍼", ""]],
  ["Stoneware mug", "MUG stone", ["", "Stone", "ware ", "mug", ""]],
  ["머그 머그컵", "머그 머그컵", ["", "머그", " ", "머그컵", ""]],
  ["커피", "커피".normalize("NFD"), ["", "커피", ""]],
  ["100% 면 (대)", "% (대", ["100", "%", " 면 ", "(대", ")"]],
  ["a-b/c", "-b/ .", ["a", "-b/", "c"]],
  ["🎁 상자", "🎁", ["", "🎁", " 상자"]],
  ["커피", "ㅋㅍ", ["커피"]],
  ["커피", " ", ["커피"]],
])("splits %s at what %s finds", (name, search, parts) => {
  const split = splitAtMatches(name, search);
  expect(split.map(({ text }) => text)).toEqual(parts);
  expect(split.map(({ isMatch }) => isMatch)).toEqual(parts.map((_, place) => place % 2 === 1));
  expect(split.map(({ text, begin }) => name.startsWith(text, begin))).not.toContain(false);
  expect(new Set(split.filter(({ isMatch }) => isMatch).map(({ begin }) => begin)).size).toBe(
    parts.length >> 1,
  );
});
