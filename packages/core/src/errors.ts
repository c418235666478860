/** Every code with which the domain refuses a call. */
export type DomainErrorCode =
  | "NOT_FOUND"
  | "VALIDATION_FAILED"
  | "BALANCE_LIMIT_EXCEEDED"
  | "INSUFFICIENT_BALANCE"
  | "OUT_OF_STOCK"
  | "COUPON_BUSY"
  | "COUPON_ALREADY_ISSUED"
  | "COUPON_NOT_OPEN"
  | "COUPON_SOLD_OUT"
  | "COUPON_NOT_USABLE"
  | "ORDER_NOT_CANCELLABLE"
  | "ORDER_NOT_PAYABLE"
  | "ORDER_NOT_REFUNDABLE"
  | "ORDER_EXPIRED"
  | "ORDER_EXCEEDS_MAX_BALANCE"
  | "PRICE_CHANGED"
  | "IDEMPOTENCY_KEY_REUSED"
  | "CONFLICT"
  | "NAME_TAKEN"
  | "SKU_TAKEN"
  | "CAMPAIGN_ALREADY_OPEN"
  | "CAMPAIGN_CLOSED"
  | "LAST_OWNER"
  | "ALREADY_STAFF"
  | "PASSWORD_REQUIRED"
  | "REPAIR_NOT_NEEDED"
  | "REPAIR_UNSURE"
  | "FORBIDDEN"
  | "FORBIDDEN_ON_SELF";

/**
 * A refusal by a rule of the shop: it is expected, the caller is told, and nothing has changed.
 * `instanceof` goes by the name, because Next bundles several copies of this class, and an error of
 * one copy reaches the code of another through their shared runtime.
 */
export class DomainError extends Error {
  override name = "DomainError";
  readonly code: DomainErrorCode;
  /** JSON for the caller; the spec names its shape for each code. */
  readonly details: Record<string, unknown> | undefined;

  constructor(code: DomainErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.details = details;
  }

  static override [Symbol.hasInstance](error: unknown): error is DomainError {
    return error instanceof Error && error.name === "DomainError";
  }
}

export const notFound = (what: string, details?: Record<string, unknown>) =>
  new DomainError("NOT_FOUND", `No such ${what}.`, details);
