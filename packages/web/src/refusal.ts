/** Why the server said no. */
export interface Refusal {
  code: string;
  details: Record<string, unknown>;
}

/** The codes by which the server says that it does not know what happened. */
const unknownOutcomes = new Set(["INTERNAL", "OUTCOME_UNKNOWN"]);

/**
 * The server's refusal, or null when there was no answer worth the name (network, time-out,
 * a failure inside the server or its database): then nobody knows yet whether anything happened.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof Error && "data" in error)) return null;
  const data = error.data as { code?: unknown; details?: Refusal["details"] } | null | undefined;
  if (typeof data?.code !== "string" || unknownOutcomes.has(data.code)) return null;
  return { code: data.code, details: data.details ?? {} };
}

/** The id by which the shop finds a call in its log; null when no answer came. */
export function referenceOf(error: unknown): string | null {
  if (error instanceof UnknownOutcome) return referenceOf(error.cause);
  if (!(error instanceof Error && "meta" in error)) return null;
  const { response } = (error.meta ?? {}) as { response?: unknown };
  return response instanceof Response ? response.headers.get("x-request-id") : null;
}

/** The server's wish, in milliseconds, for how long to wait; null when it has none. */
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

/** Where a page is at an origin; null when that is no place that a browser is led to. */
export function pageAt(origin: string, path: string): string | null {
  if (!URL.canParse(origin) || !/^https?:$/.test(new URL(origin).protocol)) return null;
  return new URL(origin).origin + path;
}

/** Nobody knows whether it happened: a try got no answer, and none after it told. */
export class UnknownOutcome extends Error {
  override name = "UnknownOutcome";
}

/** Whether the call was refused because nobody is signed in any more. */
export function hasSessionEnded(error: unknown): boolean {
  const refused = error instanceof UnknownOutcome ? error.cause : error;
  return refusalOf(refused)?.code === "UNAUTHENTICATED";
}

/** Refusals before the call itself is looked at: they tell nothing of an earlier try's outcome. */
const atTheDoor = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "TEMPORARILY_UNAVAILABLE",
]);

const WAITS_MS = [800, 1_600, 3_200, 5_000];

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * Makes a call and repeats it while it gets no answer: its idempotency key makes that harmless.
 * @param onUnknown is told of each try without one.
 * @param unknown whether an earlier call with this key ended by UnknownOutcome.
 * @throws the refusal, or UnknownOutcome when no answer told what became of the tries.
 */
export async function untilAnswered<Input extends { idempotencyKey: string }, Answer>(
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
      if (refusal && !(unknown && atTheDoor.has(refusal.code))) throw error;
      if (refusal) break;
      unknown = true;
      await onUnknown();
      if (wait !== null) await pause(wait);
    }
  }
  throw new UnknownOutcome("No answer told what happened.", { cause: last });
}
