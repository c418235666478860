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
  expect(splitAtMatches(name, search)).toEqual(parts);
});
