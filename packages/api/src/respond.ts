import type { Arrival, Logger } from "@sunchak/core";
import type { Context, Env } from "hono";
import { type ApiError, type ApiErrorCode, apiErrorOf, statusOf } from "./api-error.ts";
import type { LiveStream } from "./live/live-feed.ts";

/** What the host knows about a request beyond the Request object. */
export interface RequestInfo {
  /** The socket's address; undefined on platforms that do not give it. */
  remoteAddress: string | undefined;
  /** When it reached the process, if it may ask for a coupon. The host may replace it. */
  arrival?: Arrival;
  /** Whether the host takes over a {@link stream} that it finds here after the answer. */
  keepsStreams?: boolean;
  /** The answer goes on as this stream, and has no body of its own. */
  stream?: LiveStream;
}

export interface ApiEnv extends Env {
  Bindings: RequestInfo;
  Variables: {
    requestId: string;
    /** The codes of the refusals in the response: one for each refused call of a batch. */
    codes: string[];
    /** The headers of every response. */
    headers: Record<string, string>;
    /** Whether the response has been made with `headers`. */
    hasHeaders: boolean;
  };
}

export type ApiContext = Context<ApiEnv>;

/** The fields of a request's query. To parse its whole URL would cost as much as a small call. */
export function queryOf({ req }: ApiContext): URLSearchParams {
  const begin = req.url.indexOf("?");
  return new URLSearchParams(begin < 0 ? "" : req.url.slice(begin));
}

/** Logs an unexpected error; the caller gets only the request id. */
export function reportUnexpected(log: Logger, requestId: string, error: unknown): void {
  log.error({ requestId, err: error }, "Unexpected error");
}

/** Logs why a call failed, when the caller must not know the reason. */
export function reportFailure(
  log: Logger,
  requestId: string,
  code: ApiErrorCode,
  error: unknown,
): void {
  if (code === "INTERNAL") reportUnexpected(log, requestId, error);
  if (code === "TEMPORARILY_UNAVAILABLE" || code === "OUTCOME_UNKNOWN") {
    log.error({ requestId, err: error }, "The database could not take a call");
  }
}

/**
 * Answers JSON. The response gets all its headers as it is made: to add them later costs as much as
 * the rest of a call.
 */
export function respondJson(
  c: ApiContext,
  json: string,
  status = 200,
  headers?: Record<string, string>,
): Response {
  c.set("hasHeaders", true);
  return new Response(json, {
    status,
    headers: { ...c.get("headers"), "Content-Type": "application/json", ...headers },
  });
}

/** Answers a refused or failed call, and logs a failure of the shop itself. */
export function respondError(
  c: ApiContext,
  log: Logger,
  error: unknown,
  headers?: Record<string, string>,
): Response {
  const answer = apiErrorOf(error);
  reportFailure(log, c.get("requestId"), answer.code, error);
  return respondRefusal(c, statusOf(answer.code), answer, headers);
}

/** Answers `{ code, message, details? }` with the headers that belong to the status. */
export function respondRefusal(
  c: ApiContext,
  status: number,
  answer: Omit<ApiError, "code"> & { code: string },
  headers?: Record<string, string>,
): Response {
  c.get("codes").push(answer.code);
  const wait = answer.details?.retryAfterSeconds;
  return respondJson(c, JSON.stringify(answer), status, {
    ...((status === 429 || status === 503) && { "Retry-After": String(wait ?? 1) }),
    ...(status === 401 && { "WWW-Authenticate": "Bearer" }),
    ...headers,
  });
}
