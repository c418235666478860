import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findKeptPage } from "../shell/kept-page.ts";
import { pages, waysOn } from "./ways-on.ts";

/** What the sentence of a code asks for, by where the code leads. */
const asks = {
  ko: {
    press: /눌러 주세요|충전해 주세요/,
    reload: /새로 고친 뒤/,
    signIn: /다시 로그인하면/,
    order: /다시 주문해|골라 주문해/,
  },
  en: {
    press: /[Tt]ry again|[Pp]ress again|[Tt]op up/,
    reload: /Reload the page/,
    signIn: /Sign in again/,
    order: /[Oo]rder again|Order less/,
  },
};

describe.each(["ko", "en"] as const)("a refusal in %s", (locale) => {
  const file = new URL(`../../messages/${locale}.json`, import.meta.url);
  const said = JSON.parse(readFileSync(file, "utf8"));

  it.each(Object.entries(waysOn))("says why for %s, and leads on: %s", (code, way) => {
    const sentence: string = said.Codes[code];
    if (way in pages) {
      expect(said.WaysOn[way]).toMatch(/\S/);
    } else {
      expect(sentence).toMatch(asks[locale][way as keyof typeof asks.ko]);
    }
  });

  it("is said for every code, and for no other", () => {
    expect(Object.keys(said.Codes).sort()).toEqual(Object.keys(waysOn).sort());
    expect(Object.keys(said.WaysOn).sort()).toEqual(["reload", ...Object.keys(pages)].sort());
  });
});

it("leads only to pages of the shop", () => {
  const personal = ["/orders", "/coupons/mine"];
  for (const page of Object.values(pages)) {
    expect(personal.includes(page) || findKeptPage(page, new URLSearchParams())).toBeTruthy();
  }
});
