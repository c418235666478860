import { setTimeout as delay } from "node:timers/promises";

const ATTEMPTS = 6;

interface PrismaFailure {
  code?: unknown;
  meta?: {
    driverAdapterError?: {
      cause?: Cause;
    };
  };
  cause?: Cause;
}

/** A database's error, as a driver adapter reports it. */
interface Cause {
  kind?: unknown;
  originalCode?: unknown;
  /** The result code of SQLite. */
  extendedCode?: unknown;
}

const causeOf = (error: unknown) => {
  const failure = error as PrismaFailure | undefined;
  return failure?.meta?.driverAdapterError?.cause ?? failure?.cause;
};

/**
 * Whether the database rolled back a transaction because of a concurrent one: PostgreSQL's
 * serialization failure (40001) and deadlock (40P01).
 */
function isConflict(error: unknown): boolean {
  const code = (error as PrismaFailure | undefined)?.code;
  const cause = causeOf(error);
  return (
    code === "P2034" ||
    code === "40001" ||
    code === "40P01" ||
    cause?.kind === "TransactionWriteConflict" ||
    cause?.originalCode === "40001" ||
    cause?.originalCode === "40P01"
  );
}

/** Whether a unique index refused a row. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    (error as PrismaFailure | undefined)?.code === "P2002" ||
    causeOf(error)?.kind === "UniqueConstraintViolation"
  );
}

const SQLITE_CONSTRAINT_CHECK = 275;

/** Whether a constraint of any kind refused a row: unique, NOT NULL, CHECK or foreign key. */
export function isConstraintViolation(error: unknown): boolean {
  const { code } = error as PrismaFailure;
  const cause = causeOf(error);
  return (
    /^23/.test(String(code)) ||
    /^23/.test(String(cause?.originalCode)) ||
    /ConstraintViolation$/.test(String(cause?.kind)) ||
    cause?.extendedCode === SQLITE_CONSTRAINT_CHECK
  );
}

/**
 * Retries `work`, a bounded number of times and with jitter, while the database reports a conflict.
 */
export async function retryConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await delay(Math.random() * 10 * 2 ** attempt);
    }
  }
}
