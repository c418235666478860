import type { Logger } from "@sunchak/core";
import type { Context, Env } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ApiError, apiErrorOf, statusOf } from "./api-error.ts";

/** What the host knows of a request besides the request. */
export interface RequestInfo {
  /** The socket's; undefined on platforms that do not tell. */
  remoteAddress: string | undefined;
}

export interface ApiEnv extends Env {
  Bindings: RequestInfo;
  Variables: {
    requestId: string;
    /** Of the refusals in the answer, a code each call of a batch. */
    codes: string[];
  };
}

export type ApiContext = Context<ApiEnv>;

/** Logs an error that nobody foresaw; the caller gets its request's id alone. */
export function reportUnexpected(log: Logger, requestId: string, error: unknown): void {
  log.error({ requestId, err: error }, "Unexpected error");
}

/** Answers a refused or failed call; what was not foreseen is logged. */
export function respondError(c: ApiContext, log: Logger, error: unknown): Response {
  const answer = apiErrorOf(error);
  if (answer.code === "INTERNAL") reportUnexpected(log, c.get("requestId"), error);
  return respondRefusal(c, statusOf(answer.code), answer);
}

/** Answers `{ code, message, details? }` with the headers that its status calls for. */
export function respondRefusal(
  c: ApiContext,
  status: number,
  answer: Omit<ApiError, "code"> & { code: string },
): Response {
  c.get("codes").push(answer.code);
  const wait = answer.details?.retryAfterSeconds;
  if (status === 429) c.header("Retry-After", String(wait ?? 1));
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  return c.json(answer, status as ContentfulStatusCode);
}
