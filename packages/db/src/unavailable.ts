/** Why a database takes no calls at the moment, as the health check and the log report it. */
export const unavailableReasons = [
  // Another transaction holds the write lock, or a row's lock, for longer than a call waits.
  "locked",
  "disk full",
  "read-only",
  // The file was deleted, or another was put in its place, while it was open.
  "file replaced",
  // There is no file, or no server answers.
  "unreachable",
  // The database answered too late.
  "slow",
  // The disk fails, or the file is not a database.
  "damaged",
] as const;

export type UnavailableReason = (typeof unavailableReasons)[number];

/**
 * The database could not take a call. Nothing of the call was stored, so it may be repeated.
 * `instanceof` goes by the name, because Next bundles several copies of this class.
 */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  readonly reason: UnavailableReason;

  /** @param cause the driver's error; not for callers: it may quote a statement or a path. */
  constructor(reason: UnavailableReason, cause?: unknown) {
    super(`The database is unavailable: ${reason}.`, { cause });
    this.reason = reason;
  }

  static override [Symbol.hasInstance](error: unknown): error is DatabaseUnavailable {
    return error instanceof Error && error.name === "DatabaseUnavailable";
  }
}

/**
 * The error for a transaction that Prisma gave up because it took too long; null for any other
 * error.
 */
export const outOfTime = (error: unknown): DatabaseUnavailable | null =>
  (error as { code?: unknown } | undefined)?.code === "P2028"
    ? new DatabaseUnavailable("slow", error)
    : null;

/**
 * The connection was lost while a statement was under way. Nobody knows yet whether the statement
 * was stored, or still will be. A call with an idempotency key may be repeated. `instanceof` goes
 * by the name.
 */
export class OutcomeUnknown extends Error {
  override name = "OutcomeUnknown";

  /** @param cause the driver's error; not for callers. */
  constructor(cause: unknown) {
    super("The database did not say whether it stored a call.", { cause });
  }

  static override [Symbol.hasInstance](error: unknown): error is OutcomeUnknown {
    return error instanceof Error && error.name === "OutcomeUnknown";
  }
}

/** The error for a call that had written nothing so far: a lost connection leaves nothing of it. */
export const withNothingStored = (error: unknown): unknown =>
  error instanceof OutcomeUnknown ? new DatabaseUnavailable("unreachable", error) : error;
