import { DomainError, type DomainErrorCode } from "@sunchak/core";
import { DatabaseUnavailable, OutcomeUnknown } from "@sunchak/db";
import { TRPCError } from "@trpc/server";
import { z } from "zod";

type TransportErrorCode =
  | "UNAUTHENTICATED"
  | "METHOD_NOT_ALLOWED"
  | "PAYLOAD_TOO_LARGE"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "RATE_LIMITED"
  | "TEMPORARILY_UNAVAILABLE"
  | "TOO_MANY_STREAMS"
  | "OUTCOME_UNKNOWN"
  | "INTERNAL";

export type ApiErrorCode = DomainErrorCode | TransportErrorCode;

/** The one table from a code to its HTTP status, and to the tRPC code that has the same status. */
const table = {
  VALIDATION_FAILED: [400, "BAD_REQUEST"],
  BALANCE_LIMIT_EXCEEDED: [400, "BAD_REQUEST"],
  UNAUTHENTICATED: [401, "UNAUTHORIZED"],
  INSUFFICIENT_BALANCE: [402, "PAYMENT_REQUIRED"],
  FORBIDDEN: [403, "FORBIDDEN"],
  PASSWORD_REQUIRED: [403, "FORBIDDEN"],
  NOT_FOUND: [404, "NOT_FOUND"],
  REPAIR_NOT_NEEDED: [404, "NOT_FOUND"],
  METHOD_NOT_ALLOWED: [405, "METHOD_NOT_SUPPORTED"],
  OUT_OF_STOCK: [409, "CONFLICT"],
  COUPON_ALREADY_ISSUED: [409, "CONFLICT"],
  COUPON_NOT_OPEN: [409, "CONFLICT"],
  COUPON_SOLD_OUT: [409, "CONFLICT"],
  COUPON_NOT_USABLE: [409, "CONFLICT"],
  ORDER_NOT_CANCELLABLE: [409, "CONFLICT"],
  ORDER_NOT_PAYABLE: [409, "CONFLICT"],
  ORDER_NOT_REFUNDABLE: [409, "CONFLICT"],
  ORDER_EXPIRED: [409, "CONFLICT"],
  ORDER_EXCEEDS_MAX_BALANCE: [409, "CONFLICT"],
  PRICE_CHANGED: [409, "CONFLICT"],
  CONFLICT: [409, "CONFLICT"],
  NAME_TAKEN: [409, "CONFLICT"],
  SKU_TAKEN: [409, "CONFLICT"],
  CAMPAIGN_ALREADY_OPEN: [409, "CONFLICT"],
  CAMPAIGN_CLOSED: [409, "CONFLICT"],
  LAST_OWNER: [409, "CONFLICT"],
  ALREADY_STAFF: [409, "CONFLICT"],
  FORBIDDEN_ON_SELF: [409, "CONFLICT"],
  REPAIR_UNSURE: [409, "CONFLICT"],
  PAYLOAD_TOO_LARGE: [413, "PAYLOAD_TOO_LARGE"],
  UNSUPPORTED_MEDIA_TYPE: [415, "UNSUPPORTED_MEDIA_TYPE"],
  IDEMPOTENCY_KEY_REUSED: [422, "UNPROCESSABLE_CONTENT"],
  COUPON_BUSY: [429, "TOO_MANY_REQUESTS"],
  RATE_LIMITED: [429, "TOO_MANY_REQUESTS"],
  TEMPORARILY_UNAVAILABLE: [503, "SERVICE_UNAVAILABLE"],
  TOO_MANY_STREAMS: [503, "SERVICE_UNAVAILABLE"],
  OUTCOME_UNKNOWN: [503, "SERVICE_UNAVAILABLE"],
  INTERNAL: [500, "INTERNAL_SERVER_ERROR"],
} as const satisfies Record<ApiErrorCode, readonly [number, TRPCError["code"]]>;

export const statusOf = (code: ApiErrorCode) => table[code][0];
export const trpcCodeOf = (code: ApiErrorCode) => table[code][1];

/** How long a caller should wait before a retry, when the database could not serve the call. */
const RETRY_AFTER_SECONDS = 2;

/**
 * A refusal by the transport rather than by a rule of the shop. `instanceof` compares its name, as
 * with DomainError.
 */
export class TransportError extends Error {
  override name = "TransportError";
  readonly code: ApiErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ApiErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.details = details;
  }

  static override [Symbol.hasInstance](error: unknown): error is TransportError {
    return error instanceof Error && error.name === "TransportError";
  }
}

/** The error that every refused call returns, whatever the transport. */
export interface ApiError {
  code: ApiErrorCode;
  message: string;
  details?: Record<string, unknown>;
}

/** The fields that failed, as `VALIDATION_FAILED` lists them. */
const invalidFields = (error: z.core.$ZodError) => ({
  fields: error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          path: [...issue.path, key].join("."),
          message: "unknown field",
        }))
      : [{ path: issue.path.join("."), message: issue.message }],
  ),
});

/** tRPC's own refusals: it cannot parse or route the call, or the batch has too many calls. */
const ownRefusals: Partial<Record<TRPCError["code"], ApiErrorCode>> = {
  PARSE_ERROR: "VALIDATION_FAILED",
  BAD_REQUEST: "VALIDATION_FAILED",
  NOT_FOUND: "NOT_FOUND",
  METHOD_NOT_SUPPORTED: "METHOD_NOT_ALLOWED",
  PAYLOAD_TOO_LARGE: "PAYLOAD_TOO_LARGE",
  UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
};

/** Whether an error was made for the caller to see. */
const isForeseen = (error: unknown): boolean =>
  error instanceof DomainError ||
  error instanceof TransportError ||
  error instanceof DatabaseUnavailable ||
  error instanceof OutcomeUnknown;

/**
 * What a caller may know about an error. Anything unexpected becomes INTERNAL without its message,
 * which could quote a row, a statement or a path.
 */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof DomainError || error instanceof TransportError) {
    const { code, message, details } = error;
    return { code, message, ...(details && { details }) };
  }
  if (error instanceof OutcomeUnknown) {
    const message =
      "The shop lost its database while it stored this, so it may or may not be stored. Send the request again with the same Idempotency-Key.";
    const details = { retryAfterSeconds: RETRY_AFTER_SECONDS };
    return { code: "OUTCOME_UNKNOWN", message, details };
  }
  if (error instanceof DatabaseUnavailable) {
    const message = "The shop cannot do this right now. Nothing was changed. Try again soon.";
    const details = { retryAfterSeconds: RETRY_AFTER_SECONDS };
    return { code: "TEMPORARILY_UNAVAILABLE", message, details };
  }
  if (error instanceof z.core.$ZodError) {
    const message = "The input is not valid.";
    return { code: "VALIDATION_FAILED", message, details: invalidFields(error) };
  }
  if (error instanceof TRPCError) {
    const { cause } = error;
    if (isForeseen(cause)) return apiErrorOf(cause);
    // A ZodError in any other TRPCError is not about the input.
    const isInput = error.code === "BAD_REQUEST" && cause instanceof z.core.$ZodError;
    if (isInput) return apiErrorOf(cause);
    const code = ownRefusals[error.code];
    if (code) return { code, message: error.message };
  }
  return { code: "INTERNAL", message: "Something went wrong." };
}
