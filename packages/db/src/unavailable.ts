/** Why a database takes no calls at the moment, in the words of the health check and the log. */
export const unavailableReasons = [
  // Somebody holds the write lock, or a row's, for longer than a call waits.
  "locked",
  "disk full",
  "read-only",
  // The file was deleted, or another was put in its place, while it was open.
  "file replaced",
  // There is no file, or no server answers.
  "unreachable",
  // It answered too late.
  "slow",
  // The disk fails, or the file is not a database.
  "damaged",
] as const;

export type UnavailableReason = (typeof unavailableReasons)[number];

/**
 * The database could not take a call. Nothing of that call was stored, so it may be made again.
 * `instanceof` goes by its name, because Next bundles several copies of this class.
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

/** That Prisma gave up a transaction which was not committed in time; null for any other error. */
export const outOfTime = (error: unknown): DatabaseUnavailable | null =>
  (error as { code?: unknown } | undefined)?.code === "P2028"
    ? new DatabaseUnavailable("slow", error)
    : null;

/**
 * The connection was lost while a statement was on its way: nobody knows yet whether it was stored,
 * or still will be. A call with an idempotency key may be made again. `instanceof` goes by its name.
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

/** The failure of what had written nothing by then: of a lost connection no trace is left. */
export const withNothingStored = (error: unknown): unknown =>
  error instanceof OutcomeUnknown ? new DatabaseUnavailable("unreachable", error) : error;
