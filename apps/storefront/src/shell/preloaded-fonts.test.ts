import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** The signs of each file, as fonts.css tells the browser. */
const files = new Map(
  [...read("src/fonts/fonts.css").matchAll(/\/([\w-]+)\.woff2.*?unicode-range: ([^;]+);/gs)].map(
    ([, name = "", ranges = ""]) => [
      name,
      new Set(
        ranges.split(", ").flatMap((range) => {
          const [first = 0, last = first] = range
            .slice(2)
            .split("-")
            .map((code) => Number.parseInt(code, 16));
          return Array.from({ length: last - first + 1 }, (_, at) =>
            String.fromCodePoint(first + at),
          );
        }),
      ),
    ],
  ),
);

describe.each([
  ["ko", ["latin", "usual"]],
  ["en", ["latin"]],
])("the fonts that a page in %s loads at once", (locale, loaded) => {
  test("have every sign of the shop's words (npm run fonts)", () => {
    const signs = new Set(read(`messages/${locale}.json`).normalize().replace(/\s/g, ""));
    expect(signs.size).toBeGreaterThan(50);
    const missing = [...signs].filter((sign) => !loaded.some((name) => files.get(name)?.has(sign)));
    expect(missing).toEqual([]);
  });
});

test("no sign is in two files, so a page loads none in vain", () => {
  const all = [...files.values()].flatMap((signs) => [...signs]);
  expect(all.length).toBe(new Set(all).size);
  expect(all.length).toBeGreaterThan(3_000);
});
