import pg from "pg";
import { DatabaseUnavailable, OutcomeUnknown, type UnavailableReason } from "./unavailable.ts";

/**
 * PostgreSQL's error codes for being unable to work now, each with its reason. The server has
 * rolled back the work in question
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const unavailableCodes: readonly (readonly [RegExp, UnavailableReason])[] = [
  [/^55P03$/, "locked"], // lock_not_available: lock_timeout
  [/^57014$/, "slow"], // query_canceled: statement_timeout
  [/^25P0[34]$/, "slow"], // idle_in_transaction_session_timeout, transaction_timeout
  [/^25006$/, "read-only"], // read_only_sql_transaction, as on a standby
  [/^53100$/, "disk full"],
  [/^58030$/, "damaged"], // io_error
  [/^XX00[12]$/, "damaged"], // data_corrupted, index_corrupted
  // No connection was made; refused or unknown logins and databases; insufficient resources,
  // shutdown and start.
  [/^(0800[14]|28|3D000|53|57P0)/, "unreachable"],
];

/** Network errors after which nothing has been sent. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES)$/;

/** Messages of the pool and the driver when no connection was made in time. */
const notConnected: readonly (readonly [RegExp, UnavailableReason])[] = [
  [/^timeout exceeded when trying to connect$/, "slow"],
  [/^(Connection terminated due to connection timeout|timeout expired)$/, "unreachable"],
];

/** Their messages when a connection ended while a statement was under way. */
const lost = /^Connection terminated|^The statement got no answer/;

interface Failure {
  code?: unknown;
  message?: unknown;
  /** The driver's error as Prisma's adapter converts it. */
  cause?: { kind?: unknown; originalCode?: unknown };
}

/**
 * Converts an error of the driver or of Prisma's adapter to a {@link DatabaseUnavailable}, or to an
 * {@link OutcomeUnknown} when a connection was lost. Returns any other error unchanged.
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
    // Poolers report this when they have lost the server, even while it ran a statement.
    sqlState.startsWith("08") ||
    /^(ECONNRESET|EPIPE|ETIMEDOUT)$/.test(String(code)) ||
    /^(ConnectionClosed|SocketTimeout)$/.test(kind) ||
    lost.test(String(message));
  return isLost ? new OutcomeUnknown(error) : error;
}

/** Whether the server refused a statement and kept the connection. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? "");

/**
 * Whether the server refused a statement because of its calls: cardinality, data, integrity, a lock
 * that one of them waited for, or a conflict that all retries met.
 */
export const isFaultOfCalls = (error: unknown): boolean =>
  (error instanceof DatabaseUnavailable && error.reason === "locked") ||
  (error instanceof pg.DatabaseError && /^(2[123]|40)/.test(error.code ?? ""));
