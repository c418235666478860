import type { Messages } from "next-intl";

/** A code that a page can be refused with, or finds out itself. */
export type Code = keyof Messages["Codes"];

/** Pages to which a refusal can lead. */
export const pages = {
  products: "/products",
  orders: "/orders",
  coupons: "/coupons",
  mine: "/coupons/mine",
} as const;

/**
 * The one way on after each refusal: the button that was pressed, once more or after a correction
 * (`press`); the page, read again (`reload`); sign-in (`signIn`); the same order anew (`order`, which
 * the order's own page offers); or a page of the shop.
 */
export const waysOn = {
  VALIDATION_FAILED: "press",
  UNAUTHENTICATED: "signIn",
  FORBIDDEN: "reload",
  NOT_FOUND: "products",
  PAYLOAD_TOO_LARGE: "reload",
  UNSUPPORTED_MEDIA_TYPE: "reload",
  METHOD_NOT_ALLOWED: "reload",
  RATE_LIMITED: "press",
  TEMPORARILY_UNAVAILABLE: "press",
  IDEMPOTENCY_KEY_REUSED: "reload",
  BALANCE_LIMIT_EXCEEDED: "press",
  INSUFFICIENT_BALANCE: "press",
  OUT_OF_STOCK: "order",
  COUPON_BUSY: "press",
  COUPON_ALREADY_ISSUED: "mine",
  COUPON_NOT_OPEN: "coupons",
  COUPON_SOLD_OUT: "coupons",
  COUPON_NOT_USABLE: "order",
  ORDER_NOT_CANCELLABLE: "orders",
  ORDER_NOT_PAYABLE: "orders",
  ORDER_EXCEEDS_MAX_BALANCE: "order",
  PRICE_CHANGED: "press",
  ORDER_EXPIRED: "order",
  UNKNOWN: "press",
  OFFLINE: "press",
} as const satisfies Record<Code, "press" | "reload" | "signIn" | "order" | keyof typeof pages>;
