import { statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { SqliteConnection } from "./sqlite-connection.ts";
import { isBusy, mayHaveCommitted } from "./sqlite-errors.ts";
import { DatabaseUnavailable, OutcomeUnknown } from "./unavailable.ts";

/** How long a call waits for a lock that another connection holds, in milliseconds. */
export const LOCK_WAIT_MS = 5_000;

/** How long a call waits for earlier calls of this process, in milliseconds. */
export const TURN_WAIT_MS = 10_000;

/** How long checkWrite waits for a lock, and how long its result counts, in milliseconds. */
const CHECK_MS = 1_000;

/** The longest pause between two tries for a lock, in milliseconds. */
const PAUSE_MS = 10;

/** A transaction over several turns of the event loop. Only its caller uses its connection. */
export interface OpenTransaction {
  readonly connection: SqliteConnection;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** A call that waits for the write lock. */
interface Turn {
  /** When the call was queued, in milliseconds of the process's monotonic clock. */
  since: number;
  /** How long the call waits for a lock that another process holds, in milliseconds. */
  patience: number;
  /** Runs inside the transaction that was begun for the call, and ends it. */
  run(connection: SqliteConnection): Promise<void>;
  giveUp(error: unknown): void;
}

/**
 * A SQLite file as one process uses it: any number of readers, and one writer, whose turns run in
 * order of arrival. Waiting for another process's lock does not block the event loop. It ends after
 * {@link LOCK_WAIT_MS} with {@link DatabaseUnavailable}. After any failure, a connection is used
 * again only when it is known to be in no transaction.
 */
export class SqliteFile {
  readonly #path: string;
  #writer: SqliteConnection | undefined;
  #reader: SqliteConnection | undefined;
  readonly #idleSnapshots: SqliteConnection[] = [];
  #turns: Turn[] = [];
  #isWriting = false;
  #isClosed = false;
  #identity: string | undefined;
  #provenAt = Number.NEGATIVE_INFINITY;

  /** Opens nothing yet, so that a process can also start while the file can't be opened. */
  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Reads committed data. `work` may run more than once.
   * @throws DatabaseUnavailable
   */
  read<T>(work: (connection: SqliteConnection) => T): Promise<T> {
    return whenFree(() => {
      this.#reader = this.#open(this.#reader, "read");
      return work(this.#reader);
    });
  }

  /**
   * Runs `work` in one transaction. `work` is synchronous, so no other call takes part. When this
   * returns, the changes are on the disk, in the file at the path.
   * @param patience how long to wait for a lock that another process holds, in milliseconds.
   * @throws what `work` throws, after a rollback; DatabaseUnavailable | OutcomeUnknown
   */
  write<T>(work: (connection: SqliteConnection) => T, patience: number = LOCK_WAIT_MS): Promise<T> {
    return this.#takeTurn(patience, async (connection, resolve) => {
      let result: T;
      try {
        result = work(connection);
      } catch (error) {
        rollBack(connection);
        throw error;
      }
      await this.#commit(connection);
      resolve(result);
    });
  }

  /**
   * Opens a transaction that holds the write lock until its caller ends it.
   * @throws DatabaseUnavailable
   */
  begin(): Promise<OpenTransaction> {
    return this.#takeTurn(
      LOCK_WAIT_MS,
      (connection, resolve) =>
        new Promise<void>((release) => {
          resolve({
            connection,
            commit: () => this.#commit(connection).finally(release),
            async rollback() {
              rollBack(connection);
              release();
            },
          });
        }),
    );
  }

  /**
   * Opens a transaction that reads the state as of its first statement, and blocks nobody.
   * @throws DatabaseUnavailable
   */
  beginSnapshot(): Promise<OpenTransaction> {
    return whenFree(() => {
      const connection = this.#open(this.#idleSnapshots.pop(), "read");
      connection.exec("BEGIN");
      const end = async () => {
        rollBack(connection);
        if (connection.isInTransaction) connection.close();
        else this.#idleSnapshots.push(connection);
      };
      return { connection, commit: end, rollback: end };
    });
  }

  /**
   * Proves that a write can be stored now, by writing: the lock can be taken, and the disk has
   * room.
   * @throws DatabaseUnavailable | OutcomeUnknown
   */
  async checkWrite(): Promise<void> {
    const isProven = performance.now() - this.#provenAt < CHECK_MS;
    if (isProven && this.#turns.length === 0) return this.#checkIdentity();
    await this.write((connection) => {
      // Writes the header's page with its present content.
      const [version] = connection.all("PRAGMA user_version").rows[0] ?? [];
      connection.exec(`PRAGMA user_version = ${version}`);
    }, CHECK_MS);
    this.#provenAt = performance.now();
  }

  close(): void {
    this.#isClosed = true;
    if (identityOf(this.#path) === this.#identity) this.#writer?.checkpoint();
    for (const connection of [this.#writer, this.#reader, ...this.#idleSnapshots]) {
      connection?.close();
    }
  }

  /**
   * The given connection, or a new one when there is none or it is suspect. It must be to the same
   * file as the others.
   */
  #open(connection: SqliteConnection | undefined, mode: "read" | "write"): SqliteConnection {
    if (this.#isClosed) throw new Error("The database is closed.");
    if (this.#identity) this.#checkIdentity();
    if (connection && !connection.isSuspect) return connection;
    const opened = new SqliteConnection(this.#path, mode);
    // Closed only now, because the last connection to close deletes the log, which is part of the
    // file's identity.
    connection?.close();
    this.#identity ??= identityOf(this.#path);
    return opened;
  }

  /**
   * A deleted file keeps taking writes that nobody will ever read, and a file in its place would
   * have its write-ahead log mixed up with ours. So neither is touched again: a restart opens the
   * file that is there then.
   */
  #checkIdentity(): void {
    if (identityOf(this.#path) !== this.#identity) throw new DatabaseUnavailable("file replaced");
  }

  /** Queues `run`, whose promise settles when its transaction has ended. */
  #takeTurn<T>(
    patience: number,
    run: (connection: SqliteConnection, resolve: (result: T) => void) => Promise<void>,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#turns.push({
        since: performance.now(),
        patience,
        run: (connection) => run(connection, resolve).catch(reject),
        giveUp: reject,
      });
      void this.#writeInTurn();
    });
  }

  async #writeInTurn(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#turns.length > 0) {
      const connection = await this.#beginForTheNext();
      if (connection) await this.#turns.shift()?.run(connection);
    }
    this.#isWriting = false;
  }

  /** The writer in a new transaction; undefined when no call waits for one any more. */
  async #beginForTheNext(): Promise<SqliteConnection | undefined> {
    const triedSince = performance.now();
    const isTooLate = ({ since }: Turn) => triedSince - since > TURN_WAIT_MS;
    this.#giveUp(isTooLate, () => new DatabaseUnavailable("slow"));
    while (this.#turns.length > 0) {
      try {
        if (this.#writer?.isInTransaction) this.#writer.exec("ROLLBACK");
        this.#writer = this.#open(this.#writer, "write");
        this.#writer.exec("BEGIN IMMEDIATE");
        return this.#writer;
      } catch (error) {
        if (!isBusy(error)) {
          this.#turns.shift()?.giveUp(error);
          return undefined;
        }
        const now = performance.now();
        const isLate = ({ since, patience }: Turn) => now - Math.max(since, triedSince) > patience;
        this.#giveUp(isLate, () => error);
        await pause();
      }
    }
    return undefined;
  }

  #giveUp(isLate: (turn: Turn) => boolean, why: () => unknown): void {
    const late = this.#turns.filter(isLate);
    if (late.length === 0) return;
    for (const turn of late) turn.giveUp(why());
    this.#turns = this.#turns.filter((turn) => !isLate(turn));
  }

  async #commit(connection: SqliteConnection): Promise<void> {
    try {
      if (!connection.isInTransaction) throw new Error("SQLite ended the transaction by itself.");
      connection.exec("COMMIT");
    } catch (error) {
      this.#provenAt = Number.NEGATIVE_INFINITY;
      rollBack(connection);
      throw mayHaveCommitted(error) ? new OutcomeUnknown(error) : error;
    }
    try {
      this.#checkIdentity();
    } catch (error) {
      // The commit is in the file that was at the path. That file may come back.
      throw new OutcomeUnknown(error);
    }
  }
}

/**
 * Retries `work` while another connection holds a lock that it needs.
 * @param patience for how long, in milliseconds.
 */
export async function whenFree<T>(work: () => T, patience: number = LOCK_WAIT_MS): Promise<T> {
  const since = performance.now();
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - since > patience) throw error;
      await pause();
    }
  }
}

/** Rolls back, unless SQLite has already done so. The next turn handles a rollback that fails. */
function rollBack(connection: SqliteConnection): void {
  try {
    if (connection.isInTransaction) connection.exec("ROLLBACK");
  } catch {
    // The connection is still in its transaction, and is not used before it has left it.
  }
}

/** A random wait, so that several processes do not keep trying at the same moments. */
const pause = () => delay(1 + Math.random() * PAUSE_MS);

/** Identifies the file at the path, and its write-ahead log and the log's index. */
function identityOf(path: string): string {
  return ["", "-wal", "-shm"]
    .map((suffix) => statSync(`${path}${suffix}`, { throwIfNoEntry: false }))
    .map((file) => (file ? `${file.dev}:${file.ino}` : "none"))
    .join(" ");
}
