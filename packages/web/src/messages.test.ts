import { readFileSync } from "node:fs";
import type { ApiErrorCode } from "@sunchak/api";
import { describe, expect, it } from "vitest";

type App = "storefront" | "admin";
const both: App[] = ["storefront", "admin"];

/**
 * Typed by the API's codes: a new code does not compile until this table names the apps that show
 * it.
 */
const appsThatSay: Record<ApiErrorCode, App[]> = {
  NOT_FOUND: both,
  VALIDATION_FAILED: both,
  BALANCE_LIMIT_EXCEEDED: both,
  INSUFFICIENT_BALANCE: both,
  OUT_OF_STOCK: both,
  IDEMPOTENCY_KEY_REUSED: both,
  UNAUTHENTICATED: both,
  FORBIDDEN: both,
  METHOD_NOT_ALLOWED: both,
  PAYLOAD_TOO_LARGE: both,
  UNSUPPORTED_MEDIA_TYPE: both,
  RATE_LIMITED: both,
  TEMPORARILY_UNAVAILABLE: both,
  OUTCOME_UNKNOWN: both,
  INTERNAL: both,
  // Only the storefront's procedures answer these.
  COUPON_BUSY: ["storefront"],
  COUPON_ALREADY_ISSUED: ["storefront"],
  COUPON_NOT_OPEN: ["storefront"],
  COUPON_SOLD_OUT: ["storefront"],
  COUPON_NOT_USABLE: ["storefront"],
  ORDER_NOT_CANCELLABLE: ["storefront"],
  ORDER_NOT_PAYABLE: ["storefront"],
  ORDER_EXPIRED: ["storefront"],
  ORDER_EXCEEDS_MAX_BALANCE: ["storefront"],
  PRICE_CHANGED: ["storefront"],
  // Only the admin app's.
  ORDER_NOT_REFUNDABLE: ["admin"],
  CONFLICT: ["admin"],
  CAMPAIGN_ALREADY_OPEN: ["admin"],
  CAMPAIGN_CLOSED: ["admin"],
  LAST_ADMIN: ["admin"],
  NAME_TAKEN: ["admin"],
  FORBIDDEN_ON_SELF: ["admin"],
  PASSWORD_REQUIRED: ["admin"],
};

/**
 * The codes that a form of the auth API can show, from the API or from the form itself, besides
 * UNKNOWN.
 */
const codesOfForms: Record<App, Record<string, string[]>> = {
  storefront: {
    Sign: [
      ...["INVALID_EMAIL_OR_PASSWORD", "USER_ALREADY_EXISTS", "PASSWORD_TOO_LONG", "BANNED_USER"],
      ...["VALIDATION_FAILED", "FORBIDDEN", "RATE_LIMITED", "TEMPORARILY_UNAVAILABLE"],
      "COOKIES_NEEDED",
    ],
    Password: [
      ...["INVALID_PASSWORD", "PASSWORD_TOO_WEAK", "PASSWORD_TOO_LONG", "NOT_REPEATED"],
      ...["VALIDATION_FAILED", "UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"],
      ...["TEMPORARILY_UNAVAILABLE", "COOKIES_NEEDED", "SIGN_IN_ANEW"],
    ],
  },
  admin: {
    SignIn: [
      ...["INVALID_EMAIL_OR_PASSWORD", "PASSWORD_TOO_WEAK", "STILL_TOO_WEAK", "PASSWORD_TOO_LONG"],
      ...["NOT_REPEATED", "BANNED_USER", "FORBIDDEN", "RATE_LIMITED", "TEMPORARILY_UNAVAILABLE"],
      ...["COOKIES_NEEDED", "SIGN_IN_ANEW", "MAYBE_RENEWED"],
    ],
    Password: [
      ...["INVALID_PASSWORD", "PASSWORD_TOO_WEAK", "PASSWORD_TOO_LONG", "NOT_REPEATED"],
      ...["VALIDATION_FAILED", "UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"],
      ...["TEMPORARILY_UNAVAILABLE", "COOKIES_NEEDED", "SIGN_IN_ANEW"],
    ],
    PasswordGate: [
      ...["INVALID_PASSWORD", "VALIDATION_FAILED", "UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"],
      "TEMPORARILY_UNAVAILABLE",
    ],
  },
};

/** `path → arguments` of every message; the branches of a plural are not arguments. */
function shapeOf(messages: object, path = ""): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(messages).map(([key, value]) => {
      if (typeof value !== "string") return shapeOf(value, `${path}${key}.`);
      const names = [...value.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)(?=[,}])/g)].map(
        ([, name]) => name ?? "",
      );
      return { [path + key]: [...new Set(names)].sort() };
    }),
  );
}

describe.each(both)("the two languages of the %s", (app) => {
  const read = (locale: string) =>
    JSON.parse(
      readFileSync(
        new URL(`../../../apps/${app}/messages/${locale}.json`, import.meta.url),
        "utf8",
      ),
    );
  const ko = read("ko");
  const en = read("en");

  it("say the same things with the same arguments", () => {
    expect(shapeOf(en)).toEqual(shapeOf(ko));
  });

  it("have a sentence for every code that its API can answer, and for no other", () => {
    // These codes do not say what happened, so the page shows UNKNOWN.
    const unsaid = ["INTERNAL", "OUTCOME_UNKNOWN"];
    const codes = Object.entries(appsThatSay)
      .filter(([code, apps]) => apps.includes(app) && !unsaid.includes(code))
      .map(([code]) => code);
    for (const said of [ko.Codes, en.Codes]) {
      expect(Object.keys(said).sort()).toEqual([...codes, "UNKNOWN"].sort());
    }
  });

  it("have a sentence for every code that a form's call can answer, and for no other", () => {
    for (const [form, codes] of Object.entries(codesOfForms[app])) {
      for (const said of [ko[form].codes, en[form].codes]) {
        expect([form, Object.keys(said).sort()]).toEqual([form, [...codes, "UNKNOWN"].sort()]);
      }
    }
  });
});
