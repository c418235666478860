import { DriverAdapterError, type MappedError } from "@prisma/driver-adapter-utils";
import { DatabaseUnavailable, type UnavailableReason } from "./unavailable.ts";

/**
 * SQLite's result codes by message, for errors that the driver passes on without a code: `all()`
 * gives the message alone. The messages are SQLite's own (sqlite3ErrStr in src/main.c and the
 * constraints' in src/vdbe.c, src/insert.c).
 */
const codesByMessage: readonly (readonly [RegExp, number])[] = [
  [/^UNIQUE constraint failed/, 2067],
  [/^CHECK constraint failed/, 275],
  [/^NOT NULL constraint failed/, 1299],
  [/^FOREIGN KEY constraint failed/, 787],
  [/^database is locked/, 5],
  [/^database table is locked/, 6],
  [/^attempt to write a readonly database/, 8],
  [/^disk I\/O error/, 10],
  [/^database disk image is malformed/, 11],
  [/^database or disk is full/, 13],
  [/^unable to open database file/, 14],
  [/^file is not a database/, 26],
];

/** The reasons for SQLite's primary result codes that mean it can't work now. */
const unavailableCodes: Partial<Record<number, UnavailableReason>> = {
  5: "locked",
  6: "locked",
  8: "read-only",
  10: "damaged",
  11: "damaged",
  13: "disk full",
  14: "unreachable",
  26: "damaged",
};

/** SQLite's extended result code (https://www.sqlite.org/rescode.html); 1 when there is none. */
function sqliteCodeOf(error: unknown): number {
  const { errcode, message = "" } = error as { errcode?: number; message?: string };
  return errcode ?? codesByMessage.find(([text]) => text.test(message))?.[1] ?? 1;
}

/** Whether another connection holds a lock that this one needs. */
export const isBusy = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable && error.reason === "locked";

/**
 * Whether a COMMIT that failed with this error may turn out to be committed after a crash: its
 * record was written, but the disk did not confirm it. After a failed write there is no whole
 * record.
 */
export function mayHaveCommitted(error: unknown): boolean {
  const code = error instanceof DatabaseUnavailable ? sqliteCodeOf(error.cause) : 0;
  return (code & 0xff) === IO_ERROR && code !== IO_ERROR_OF_A_WRITE;
}

const IO_ERROR = 10;
const IO_ERROR_OF_A_WRITE = 778;

/** Converts the driver's errors to those of Prisma and of this package. */
export function sqliteErrorOf(error: unknown): Error {
  if (!isFromSqlite(error)) return error as Error;
  const code = sqliteCodeOf(error);
  const reason = unavailableCodes[code & 0xff];
  if (reason) return new DatabaseUnavailable(reason, error);
  return new DriverAdapterError({
    originalCode: String(code),
    originalMessage: error.message,
    ...mappedErrorOf(code, error.message),
  });
}

const isFromSqlite = (error: unknown): error is Error =>
  (error as { code?: unknown } | undefined)?.code === "ERR_SQLITE_ERROR";

/** Prisma's kinds of errors, as its own SQLite adapters report them. */
function mappedErrorOf(code: number, message: string): MappedError {
  const columns = message.split("constraint failed: ")[1]?.split(", ");
  const fields = columns?.map((column) => column.split(".").at(-1) ?? column);
  const constraint = fields && { fields };
  switch (code) {
    case 1555:
    case 2067:
      return { kind: "UniqueConstraintViolation", ...(constraint && { constraint }) };
    case 1299:
      return { kind: "NullConstraintViolation", ...(constraint && { constraint }) };
    case 787:
    case 1811:
      return { kind: "ForeignKeyConstraintViolation", constraint: { foreignKey: {} } };
    default:
      return { kind: "sqlite", extendedCode: code, message };
  }
}
