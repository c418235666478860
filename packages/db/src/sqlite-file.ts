import { statSync } from "node:fs";
import { setImmediate as endOfTurn } from "node:timers/promises";
import { SqliteConnection } from "./sqlite-connection.ts";
import { isBusy, mayHaveCommitted } from "./sqlite-errors.ts";
import { LOCK_WAIT_MS, pause, whenFree } from "./sqlite-lock.ts";
import {
  isOwn,
  isShared,
  type OpenTransaction,
  rollBack,
  runInSavepoint,
  type SharedTurn,
  type Turn,
} from "./sqlite-turn.ts";
import { DatabaseUnavailable, OutcomeUnknown } from "./unavailable.ts";

/** How long a call waits for earlier calls of this process, in milliseconds. */
export const TURN_WAIT_MS = 10_000;

/** How long checkWrite waits for a lock, and how long its result counts, in milliseconds. */
const CHECK_MS = 1_000;

/**
 * For how long calls may join a shared transaction, in milliseconds. Its statements run at once, so
 * the event loop does nothing else meanwhile.
 */
const TOGETHER_MS = 20;

/**
 * A SQLite file as one process uses it: any number of readers, and one writer, whose turns run in
 * order of arrival. Writes that wait one after the other share a transaction, and so a wait for the
 * disk. Waiting for another process's lock does not block the event loop. It ends after
 * {@link LOCK_WAIT_MS} with {@link DatabaseUnavailable}. After any failure, a connection is used
 * again only when it is known to be in no transaction.
 */
export class SqliteFile {
  readonly #path: string;
  #writer: SqliteConnection | undefined;
  #reader: SqliteConnection | undefined;
  readonly #idleSnapshots: SqliteConnection[] = [];
  #turns: Turn[] = [];
  /** While calls wait: until the last of them has ended. */
  #writing: Promise<void> | undefined;
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
   * Runs `work`, all of it or, when it throws, nothing. `work` is synchronous, so no other call takes
   * part. It shares a transaction with the writes that wait beside it, each in a savepoint of its own,
   * and runs again when another of them made SQLite end that transaction. Whether this returns or
   * throws, it does so after the COMMIT, because a refusal may rest on what another call has written.
   * When this returns, the changes are on the disk, in the file at the path.
   * @param patience how long to wait for a lock that another process holds, in milliseconds.
   * @throws what `work` throws, after a rollback; DatabaseUnavailable | OutcomeUnknown
   */
  write<T>(work: (connection: SqliteConnection) => T, patience: number = LOCK_WAIT_MS): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#takeTurn({
        since: performance.now(),
        patience,
        giveUp: reject,
        work(connection) {
          const result = work(connection);
          return () => resolve(result);
        },
      });
    });
  }

  /**
   * Opens a transaction that holds the write lock until its caller ends it.
   * @throws DatabaseUnavailable
   */
  begin(): Promise<OpenTransaction> {
    return new Promise((resolve, reject) => {
      this.#takeTurn({
        since: performance.now(),
        patience: LOCK_WAIT_MS,
        giveUp: reject,
        hold: (connection) =>
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
      });
    });
  }

  /**
   * Opens a transaction that reads the state as of its first statement, and blocks nobody.
   * @throws DatabaseUnavailable
   */
  async beginSnapshot(): Promise<OpenTransaction> {
    // SQLite answers at once: who reads one snapshot after another would leave writes no turn.
    await endOfTurn();
    return whenFree(() => {
      const connection = this.#open(this.#idleSnapshots.pop(), "read");
      connection.exec("BEGIN");
      const end = async () => {
        rollBack(connection);
        if (connection.isInTransaction || this.#isClosed) connection.close();
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

  /** Closes the file when the writes that wait have ended, and refuses all calls from now on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
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
    if (this.#isClosed && mode === "read") throw closed();
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

  #takeTurn(turn: Turn): void {
    if (this.#isClosed) {
      turn.giveUp(closed());
      return;
    }
    this.#turns.push(turn);
    this.#writing ??= this.#writeInTurn();
  }

  async #writeInTurn(): Promise<void> {
    while (this.#turns.length > 0) {
      // The calls that the event loop is just taking up come along.
      await endOfTurn();
      const connection = await this.#beginForTheNext();
      if (!connection) continue;
      const own = this.#shiftIf(isOwn);
      if (own) await own.hold(connection);
      else await this.#writeTogether(connection);
    }
    this.#writing = undefined;
  }

  /** Runs the calls that wait up to the next one that wants a transaction of its own, and commits. */
  async #writeTogether(connection: SqliteConnection): Promise<void> {
    const since = performance.now();
    const ran: { call: SharedTurn; tell: () => void }[] = [];
    while (performance.now() - since < TOGETHER_MS) {
      const call = this.#shiftIf(isShared);
      if (!call) break;
      const { tell, isLost } = runInSavepoint(connection, call);
      if (isLost) {
        // Nothing of the others is stored either. They run again, without the call that did it.
        tell();
        this.#turns.unshift(...ran.map((each) => each.call));
        return;
      }
      ran.push({ call, tell });
    }
    try {
      await this.#commit(connection);
    } catch (error) {
      for (const { call } of ran) call.giveUp(error);
      return;
    }
    for (const { tell } of ran) tell();
  }

  /** Takes the next call from the queue if it is of this kind. */
  #shiftIf<Kind extends Turn>(isKind: (turn: Turn) => turn is Kind): Kind | undefined {
    const [turn] = this.#turns;
    if (!turn || !isKind(turn)) return undefined;
    this.#turns.shift();
    return turn;
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

const closed = () => new Error("The database is closed.");

/** Identifies the file at the path, and its write-ahead log and the log's index. */
function identityOf(path: string): string {
  return ["", "-wal", "-shm"]
    .map((suffix) => statSync(`${path}${suffix}`, { throwIfNoEntry: false }))
    .map((file) => (file ? `${file.dev}:${file.ino}` : "none"))
    .join(" ");
}
