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
 */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
  readonly reason: UnavailableReason;

  /** @param cause the driver's error; not for callers: it may quote a statement or a path. */
  constructor(reason: UnavailableReason, cause?: unknown) {
    super(`The database is unavailable: ${reason}.`, { cause });
    this.reason = reason;
  }
}

/** By its name: Next bundles a copy of this class beside the one that the host's database throws. */
export const isUnavailable = (error: unknown): error is DatabaseUnavailable =>
  error instanceof Error && error.name === "DatabaseUnavailable";
