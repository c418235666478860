import { pause, pauseOrOnline } from "./offline.ts";

/** Why the server refused a call, or why the browser did not send it. */
export interface Refusal {
  code: string;
  details: Record<string, unknown>;
}

/** A refusal, with what the server said of it where tRPC's own client puts it. */
export class CallError extends Error {
  override name = "CallError";
  readonly data: unknown;
  readonly meta: { response: Response };

  constructor(data: unknown, response: Response) {
    super("The call was refused");
    this.data = data;
    this.meta = { response };
  }
}

/** The codes by which the server says that it does not know what happened. */
const unknownOutcomes = new Set(["INTERNAL", "OUTCOME_UNKNOWN"]);

/**
 * The refusal of the server or of an offline browser, or null when there was no usable response
 * (network, timeout, a failure inside the server or its database). In that case nobody knows yet
 * whether anything happened.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error && "data" in error)) return null;
  // tRPC's client wraps what its fetch throws.
  const data = (error.data ?? (error.cause as { data?: unknown } | undefined)?.data) as
    | { code?: unknown; details?: Refusal["details"] }
    | null
    | undefined;
  if (typeof data?.code !== "string" || unknownOutcomes.has(data.code)) return null;
  return { code: data.code, details: data.details ?? {} };
}

/** The id by which the shop finds a call in its log; null when no response came. */
export function referenceOf(error: unknown): string | null {
  if (error instanceof UnknownOutcome) return referenceOf(error.cause);
  if (!(error instanceof Error && "meta" in error)) return null;
  const { response } = (error.meta ?? {}) as { response?: unknown };
  return response instanceof Response ? response.headers.get("x-request-id") : null;
}

/** How long the server asks the client to wait, in milliseconds; null when it does not ask. */
export function retryAfterOf({ details }: Refusal): number | null {
  const seconds = details.retryAfterSeconds;
  return typeof seconds === "number" ? seconds * 1000 : null;
}

/**
 * The app's own origin, when a call was refused because the page was opened at another; null for
 * any other refusal.
 */
export function ownOriginOf({ code, details }: Refusal): string | null {
  const { allowedOrigin } = details;
  return code === "FORBIDDEN" && typeof allowedOrigin === "string" ? allowedOrigin : null;
}

/** The URL of a page at an origin; null when the origin is not http or https. */
export function pageAt(origin: string, path: string): string | null {
  if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol)) return null;
  return new URL(origin).origin + path;
}

/** Nobody knows whether the call took effect: an attempt got no response, and no later one told. */
export class UnknownOutcome extends Error {
  override name = "UnknownOutcome";
}

/** Whether the call was refused because nobody is signed in any more. */
export function hasSessionEnded(error: unknown): boolean {
  const refused = error instanceof UnknownOutcome ? error.cause : error;
  return refusalOf(refused)?.code === "UNAUTHENTICATED";
}

/**
 * Refusals before the server looks at the call itself. They say nothing about earlier attempts, nor
 * about what the call was to change.
 */
const refusedBeforeTheCall = new Set([
  "OFFLINE",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "TEMPORARILY_UNAVAILABLE",
]);

/** Whether the server refused a call by what it found, which the page may not show yet. */
export function isAboutState(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal !== null && !refusedBeforeTheCall.has(refusal.code);
}

const WAITS_MS = [800, 1_600, 3_200, 5_000];

/**
 * Makes a call and retries it while no response comes. A repeat must be harmless: the input holds an
 * idempotency key, or the call has one effect by itself.
 * @param onUnknown is called after each attempt without a response.
 * @param unknown whether an earlier call with this input ended with UnknownOutcome.
 * @throws the refusal, or UnknownOutcome when no response told what became of the attempts.
 */
export async function untilAnswered<Input, Answer>(
  call: (input: Input) => Promise<Answer>,
  input: Input,
  onUnknown: () => void | Promise<void>,
  unknown = false,
): Promise<Answer> {
  let last: unknown;
  for (const wait of [...WAITS_MS, null]) {
    try {
      return await call(input);
    } catch (error) {
      last = error;
      const refusal = refusalOf(error);
      if (refusal && !(unknown && refusedBeforeTheCall.has(refusal.code))) throw error;
      // A database or a network that is away is soon back, and then tells.
      const isAway = refusal?.code === "TEMPORARILY_UNAVAILABLE";
      if (refusal && !isAway && refusal.code !== "OFFLINE") break;
      unknown = true;
      await onUnknown();
      if (wait === null) break;
      await (isAway ? pause(Math.max(wait, retryAfterOf(refusal) ?? 0)) : pauseOrOnline(wait));
    }
  }
  throw new UnknownOutcome("No answer told what happened.", { cause: last });
}
