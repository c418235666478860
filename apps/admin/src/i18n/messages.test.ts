import { readFileSync } from "node:fs";
import type { ApiErrorCode } from "@sunchak/api";
import { describe, expect, it } from "vitest";

const read = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../../messages/${locale}.json`, import.meta.url), "utf8"));
const ko = read("ko");
const en = read("en");

/** `path → arguments` of every message; the branches of a plural are not arguments. */
function shapeOf(messages: object, path = ""): Record<string, string[]> {
  return Object.assign(
    {},
    ...Object.entries(messages).map(([key, value]) =>
      typeof value === "string"
        ? {
            [path + key]: [...value.matchAll(/(?<!(?:=\d+|one|other) )\{(\w+)(?=[,}])/g)]
              .map(([, name]) => name ?? "")
              .sort(),
          }
        : shapeOf(value, `${path}${key}.`),
    ),
  );
}

describe("the two languages", () => {
  it("say the same things with the same arguments", () => {
    const unique = (shape: Record<string, string[]>) =>
      Object.fromEntries(Object.entries(shape).map(([path, names]) => [path, [...new Set(names)]]));
    expect(unique(shapeOf(en))).toEqual(unique(shapeOf(ko)));
  });

  it("have a sentence for every code that the admin API can answer", () => {
    // Typed by the API, so that a new code fails here until both languages have words for it.
    const codes: Record<ApiErrorCode, true> = {
      NOT_FOUND: true,
      VALIDATION_FAILED: true,
      BALANCE_LIMIT_EXCEEDED: true,
      INSUFFICIENT_BALANCE: true,
      OUT_OF_STOCK: true,
      COUPON_BUSY: true,
      COUPON_ALREADY_ISSUED: true,
      COUPON_NOT_OPEN: true,
      COUPON_SOLD_OUT: true,
      COUPON_NOT_USABLE: true,
      ORDER_NOT_CANCELLABLE: true,
      ORDER_NOT_PAYABLE: true,
      ORDER_NOT_REFUNDABLE: true,
      ORDER_EXPIRED: true,
      IDEMPOTENCY_KEY_REUSED: true,
      UNAUTHENTICATED: true,
      FORBIDDEN: true,
      METHOD_NOT_ALLOWED: true,
      PAYLOAD_TOO_LARGE: true,
      UNSUPPORTED_MEDIA_TYPE: true,
      RATE_LIMITED: true,
      INTERNAL: true,
      CONFLICT: true,
      CAMPAIGN_ALREADY_OPEN: true,
      CAMPAIGN_CLOSED: true,
      LAST_ADMIN: true,
      FORBIDDEN_ON_SELF: true,
    };
    for (const code of Object.keys(codes)) {
      // INTERNAL says nothing of what happened, so the page answers as if there were no answer.
      const key = code === "INTERNAL" ? "UNKNOWN" : code;
      expect(ko.Codes).toHaveProperty(key);
      expect(en.Codes).toHaveProperty(key);
    }
  });
});
