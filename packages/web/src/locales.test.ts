import { describe, expect, it } from "vitest";
import { formatDate, formatMoment } from "./dates.ts";
import {
  defaultLocale,
  descriptionIn,
  languages,
  locales,
  nameIn,
  otherNames,
  pathIn,
  withoutLocale,
} from "./locales.ts";
import { formatWon } from "./price.tsx";

const thing = {
  name: "컵",
  nameEn: "Cup",
  description: "손에 맞아요.",
  descriptionEn: "Fits the hand.",
};

describe.each(locales)("the language %s", (locale) => {
  it("is a tag that Intl knows, of the language in the path", () => {
    const [tag] = Intl.getCanonicalLocales(languages[locale].tag);
    expect(tag).toMatch(new RegExp(`^${locale}-[A-Z]{2}$`));
    expect(Intl.NumberFormat.supportedLocalesOf([languages[locale].tag])).toEqual([tag]);
  });

  it("has its own path for every page, from which the page's path can be read back", () => {
    for (const path of ["/", "/products", "/products?q=a", "/english", "/korea"]) {
      const there = pathIn(locale, path);
      expect(withoutLocale(there)).toBe(path);
      expect(there === path).toBe(locale === defaultLocale);
    }
  });

  it("shows every name of the content once", () => {
    expect([nameIn(thing, locale), ...otherNames(thing, locale)].sort()).toEqual(["Cup", "컵"]);
  });
});

it("writes dates, money and content as each language does", () => {
  const instant = "2026-11-05T20:07:00Z";
  const said = (["ko", "en"] as const).map((locale) => [
    formatDate(instant, locale),
    formatMoment(instant, locale),
    formatWon(12_000, locale),
    formatWon(-1_234_567, locale),
    nameIn(thing, locale),
    descriptionIn(thing, locale),
  ]);
  expect(said).toEqual([
    ["2026년 11월 6일", "2026년 11월 6일 05:07", "12,000원", "−1,234,567원", "컵", "손에 맞아요."],
    ["6 Nov 2026", "6 Nov 2026, 05:07", "₩12,000", "−₩1,234,567", "Cup", "Fits the hand."],
  ]);
});
