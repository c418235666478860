import pg from "pg";
import { DatabaseUnavailable, OutcomeUnknown, type UnavailableReason } from "./unavailable.ts";

/**
 * PostgreSQL's error codes that say that it can't work now, and what they mean here. It has rolled
 * back what it was doing (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const unavailableCodes: readonly (readonly [RegExp, UnavailableReason])[] = [
  [/^55P03$/, "locked"], // lock_not_available: lock_timeout
  [/^57014$/, "slow"], // query_canceled: statement_timeout
  [/^25P0[34]$/, "slow"], // idle_in_transaction_session_timeout, transaction_timeout
  [/^25006$/, "read-only"], // read_only_sql_transaction, as on a standby
  [/^53100$/, "disk full"],
  [/^58030$/, "damaged"], // io_error
  [/^XX00[12]$/, "damaged"], // data_corrupted, index_corrupted
  // No connection came about; refused or unknown logins and databases; insufficient resources,
  // shutdown and start.
  [/^(0800[14]|28|3D000|53|57P0)/, "unreachable"],
];

/** What the network says when nothing has been sent yet. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES)$/;

/** What the pool and the driver say when no connection came about in time. */
const notConnected: readonly (readonly [RegExp, UnavailableReason])[] = [
  [/^timeout exceeded when trying to connect$/, "slow"],
  [/^(Connection terminated due to connection timeout|timeout expired)$/, "unreachable"],
];

/** What they say of a connection that ended with a statement on its way. */
const lost = /^Connection terminated|^The statement got no answer/;

interface Failure {
  code?: unknown;
  message?: unknown;
  /** What Prisma's adapter makes of the driver's error. */
  cause?: { kind?: unknown; originalCode?: unknown };
}

/**
 * What the driver or Prisma's adapter threw, as a {@link DatabaseUnavailable}, or as an
 * {@link OutcomeUnknown} when a connection was lost; anything else as it is.
 */
export function postgresqlErrorOf(error: unknown): unknown {
  const { code, message, cause } = error as Failure;
  const kind = String(cause?.kind);
  const sqlState = String(cause?.originalCode ?? (error instanceof pg.DatabaseError ? code : ""));
  const reason =
    unavailableCodes.find(([codes]) => codes.test(sqlState))?.[1] ??
    notConnected.find(([text]) => text.test(String(message)))?.[1] ??
    (unsent.test(String(code)) || kind === "DatabaseNotReachable" ? "unreachable" : undefined);
  if (reason) return new DatabaseUnavailable(reason, error);
  const isLost =
    // Poolers say so when they have lost the server, also while it ran a statement.
    sqlState.startsWith("08") ||
    /^(ECONNRESET|EPIPE|ETIMEDOUT)$/.test(String(code)) ||
    /^(ConnectionClosed|SocketTimeout)$/.test(kind) ||
    lost.test(String(message));
  return isLost ? new OutcomeUnknown(error) : error;
}

/** Whether the server refused a statement, and did not end the connection instead. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? "");

/**
 * Whether the server refused what a statement's calls brought with them: cardinality, data,
 * integrity, a lock that one of them waited for, or a conflict that came again and again.
 */
export const isFaultOfCalls = (error: unknown): boolean =>
  (error instanceof DatabaseUnavailable && error.reason === "locked") ||
  (error instanceof pg.DatabaseError && /^(2[123]|40)/.test(error.code ?? ""));
