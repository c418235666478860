import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { letterOf, sections } from "./sections.ts";

test("each section has a letter of its own", () => {
  const letters = sections.map(({ key }) => key);
  expect(letters).toEqual([...new Set(letters)]);
});

const menuIn = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../messages/${locale}.json`, import.meta.url), "utf8")).Nav;

test("each section is found by its name in either language", () => {
  const menus = [menuIn("ko"), menuIn("en")];
  for (const { name, words } of sections) expect(words).toEqual(menus.map((menu) => menu[name]));
});

test.each([
  ["g", "KeyG", "g"],
  ["G", "KeyG", "g"],
  ["ㅎ", "KeyG", "g"],
  ["Process", "KeyK", "k"],
  // Where the letters are in other places, what is written counts.
  ["i", "KeyG", "i"],
  ["/", "Slash", "/"],
  ["Enter", "Enter", "enter"],
])("the key %s at %s is %s", (key, code, letter) => {
  expect(letterOf({ key, code })).toBe(letter);
});
