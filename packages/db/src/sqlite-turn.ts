import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { DatabaseUnavailable } from "./unavailable.ts";

/** A call that waits for the write lock. */
interface Waiting {
  /** When the call was queued, in milliseconds of the process's monotonic clock. */
  since: number;
  /** How long the call waits for a lock that another process holds, in milliseconds. */
  patience: number;
  giveUp(error: unknown): void;
}

/** A call that shares a transaction with others. */
export interface SharedTurn extends Waiting {
  /** Runs at once. @returns what tells the caller the result. @throws what refuses the call. */
  work(connection: SqliteConnection): () => void;
}

/** A transaction over several turns of the event loop. Only its caller uses its connection. */
export interface OpenTransaction {
  readonly connection: SqliteConnection;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** A call that has a transaction of its own. */
interface OwnTurn extends Waiting {
  /** Ends the transaction that was begun for the call, and then settles. */
  hold(connection: SqliteConnection): Promise<void>;
}

export type Turn = SharedTurn | OwnTurn;

export const isShared = (turn: Turn): turn is SharedTurn => "work" in turn;
export const isOwn = (turn: Turn): turn is OwnTurn => "hold" in turn;

/**
 * Runs a call inside the open transaction. When the call throws, its own changes are undone.
 * @returns what tells the caller the result or the error, and whether the whole transaction is lost.
 */
export function runInSavepoint(connection: SqliteConnection, call: SharedTurn) {
  try {
    connection.run("SAVEPOINT call");
    const tell = call.work(connection);
    connection.run("RELEASE call");
    return { tell, isLost: false };
  } catch (error) {
    const tell = () => call.giveUp(error);
    try {
      connection.run("ROLLBACK TO call");
      connection.run("RELEASE call");
      return { tell, isLost: false };
    } catch (undone) {
      rollBack(connection);
      // A refusal may rest on what the others wrote, which is lost now.
      const reason = isOfDatabase(error) ? error : undone;
      return { tell: () => call.giveUp(reason), isLost: true };
    }
  }
}

const isOfDatabase = (error: unknown) =>
  error instanceof DatabaseUnavailable || error instanceof DriverAdapterError;

/** Rolls back, unless SQLite has already done so. The next turn handles a rollback that fails. */
export function rollBack(connection: SqliteConnection): void {
  try {
    if (connection.isInTransaction) connection.exec("ROLLBACK");
  } catch {
    // The connection is still in its transaction, and is not used before it has left it.
  }
}
