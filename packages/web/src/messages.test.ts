import { readdirSync, readFileSync } from "node:fs";
import type { ApiErrorCode } from "@sunchak/api";
import { invariantNumbers } from "@sunchak/core/schema";
import { describe, expect, it } from "vitest";
import { defaultLocale, type Locale, locales } from "./locales.ts";

type App = "storefront" | "admin";
const both: App[] = ["storefront", "admin"];

/** The apps whose pages can get each code; a new code does not compile until it is listed. */
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
  // No page says this: it polls instead.
  TOO_MANY_STREAMS: [],
  // Only the admin app's.
  ORDER_NOT_REFUNDABLE: ["admin"],
  CONFLICT: ["admin"],
  CAMPAIGN_ALREADY_OPEN: ["admin"],
  CAMPAIGN_CLOSED: ["admin"],
  LAST_OWNER: ["admin"],
  ALREADY_STAFF: ["admin"],
  NAME_TAKEN: ["admin"],
  SKU_TAKEN: ["admin"],
  FORBIDDEN_ON_SELF: ["admin"],
  PASSWORD_REQUIRED: ["admin"],
  REPAIR_NOT_NEEDED: ["admin"],
  REPAIR_UNSURE: ["admin"],
};

/** What the browser finds out itself. */
const ownCodes = ["OFFLINE", "UNKNOWN"];

/** What a form of the auth API can be answered, or finds out itself, beside the own codes. */
const codesOfForms: Record<App, Record<string, string[]>> = {
  storefront: {
    Sign: [
      ...["INVALID_EMAIL_OR_PASSWORD", "USER_ALREADY_EXISTS", "PASSWORD_TOO_LONG", "BANNED_USER"],
      ...["VALIDATION_FAILED", "FORBIDDEN", "RATE_LIMITED", "TEMPORARILY_UNAVAILABLE"],
      "COOKIES_NEEDED",
    ],
    Password: [
      ...["INVALID_PASSWORD", "PASSWORD_TOO_WEAK", "PASSWORD_TOO_LONG", "NOT_REPEATED"],
      "SECOND_FACTOR_REQUIRED",
      ...["VALIDATION_FAILED", "UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED"],
      ...["TEMPORARILY_UNAVAILABLE", "COOKIES_NEEDED", "SIGN_IN_ANEW"],
    ],
  },
  admin: {
    SignIn: [
      ...["INVALID_EMAIL_OR_PASSWORD", "PASSWORD_TOO_WEAK", "STILL_TOO_WEAK", "PASSWORD_TOO_LONG"],
      ...["NOT_REPEATED", "BANNED_USER", "FORBIDDEN", "RATE_LIMITED", "TEMPORARILY_UNAVAILABLE"],
      ...["COOKIES_NEEDED", "SIGN_IN_ANEW", "MAYBE_RENEWED"],
      ...["SECOND_FACTOR_REQUIRED", "INVALID_CODE", "SECOND_FACTOR_LOCKED"],
    ],
    Invitation: [
      ...["LINK_UNKNOWN", "LINK_USED", "LINK_REVOKED", "LINK_EXPIRED", "INVALID_PASSWORD"],
      ...["BANNED_USER", "ALREADY_STAFF", "PASSWORD_TOO_WEAK", "PASSWORD_TOO_LONG", "NOT_REPEATED"],
      ...["VALIDATION_FAILED", "FORBIDDEN", "RATE_LIMITED", "TEMPORARILY_UNAVAILABLE"],
    ],
    ResetPassword: [
      ...["LINK_UNKNOWN", "LINK_USED", "LINK_REVOKED", "LINK_EXPIRED"],
      ...["PASSWORD_TOO_WEAK", "PASSWORD_TOO_LONG", "NOT_REPEATED"],
      ...["VALIDATION_FAILED", "FORBIDDEN", "RATE_LIMITED", "TEMPORARILY_UNAVAILABLE"],
    ],
    Forgot: [
      ...["NOT_FOUND", "VALIDATION_FAILED", "FORBIDDEN", "RATE_LIMITED"],
      "TEMPORARILY_UNAVAILABLE",
    ],
    SecondFactor: [
      ...["INVALID_PASSWORD", "INVALID_CODE", "SECOND_FACTOR_LOCKED", "SECOND_FACTOR_ON"],
      ...["RATE_LIMITED", "UNAUTHENTICATED", "VALIDATION_FAILED", "FORBIDDEN"],
      "TEMPORARILY_UNAVAILABLE",
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

/** `path → arguments and tags` of every message; the branches of a plural are not arguments. */
function shapeOf(messages: object, path = ""): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(messages).map(([key, value]) => {
      if (typeof value !== "string") return shapeOf(value, `${path}${key}.`);
      const names = [
        ...value.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other) )\{(\w+)(?=[,}])|<(\w+)>/g),
      ].map(([, argument, tag]) => argument ?? `<${tag}>`);
      return { [path + key]: [...new Set(names)].sort() };
    }),
  );
}

const folderOf = (app: App) => new URL(`../../../apps/${app}/messages/`, import.meta.url);
const read = (app: App, locale: Locale) =>
  JSON.parse(readFileSync(new URL(`${locale}.json`, folderOf(app)), "utf8"));

it.each(both)(
  "every language of the list has messages in the %s, and no other language has",
  (app) => {
    const files = readdirSync(folderOf(app)).filter((name) => /^[^.]+\.json$/.test(name));
    expect(files.sort()).toEqual(locales.map((locale) => `${locale}.json`).sort());
  },
);

describe.each(both.flatMap((app) => locales.map((locale) => [app, locale] as const)))(
  "the messages of the %s in %s",
  (app, locale) => {
    const said = read(app, locale);

    it("say what the default language says, with the same arguments", () => {
      expect(shapeOf(said)).toEqual(shapeOf(read(app, defaultLocale)));
    });

    it("have a sentence for every error code of the app's API, and for no other", () => {
      // These codes do not say what happened, so the page shows UNKNOWN.
      const unsaid = ["INTERNAL", "OUTCOME_UNKNOWN"];
      const codes = Object.entries(appsThatSay)
        .filter(([code, apps]) => apps.includes(app) && !unsaid.includes(code))
        .map(([code]) => code);
      expect(Object.keys(said.Codes).sort()).toEqual([...codes, ...ownCodes].sort());
    });

    it("have a sentence for every error code of a form's call, and for no other", () => {
      for (const [form, codes] of Object.entries(codesOfForms[app])) {
        expect([form, Object.keys(said[form].codes).sort()]).toEqual([
          form,
          [...codes, ...ownCodes].sort(),
        ]);
      }
    });
  },
);

it.each(locales)("the admin's messages in %s name every invariant, and no other", (locale) => {
  const { rules } = read("admin", locale).Invariants;
  expect(Object.keys(rules)).toEqual(invariantNumbers.map(String));
});
