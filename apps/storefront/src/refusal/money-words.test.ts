import { readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { expect, it } from "vitest";

/** With which a call to get a coupon, or to read something, may be refused. */
const codes = [
  "VALIDATION_FAILED",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "METHOD_NOT_ALLOWED",
  "RATE_LIMITED",
  "TEMPORARILY_UNAVAILABLE",
  "COUPON_BUSY",
  "COUPON_ALREADY_ISSUED",
  "COUPON_NOT_OPEN",
  "COUPON_SOLD_OUT",
  "UNKNOWN",
  "OFFLINE",
];
const ofMoney = { ko: /잔액|돈/, en: /balance|money/i };

it.each(["ko", "en"] as const)(
  "a refusal in %s speaks of money only where it is at stake",
  (locale) => {
    const file = new URL(`../../messages/${locale}.json`, import.meta.url);
    const { Codes } = JSON.parse(readFileSync(file, "utf8")) as { Codes: Record<string, string> };
    const t = createTranslator<Record<string, string>>({ locale, messages: Codes });
    for (const code of codes) expect(t(code, { money: "no" })).not.toMatch(ofMoney[locale]);
    const silent = codes.filter((code) => !ofMoney[locale].test(t(code, { money: "yes" })));
    expect(silent.filter((code) => !/^COUPON_|^UNKNOWN$/.test(code))).toEqual([]);
  },
);
