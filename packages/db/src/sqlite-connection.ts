import { pathToFileURL } from "node:url";
import { DatabaseSync, type StatementSyncInstance } from "@photostructure/sqlite";
import { isBusy, sqliteErrorOf } from "./sqlite-errors.ts";
import { DatabaseUnavailable } from "./unavailable.ts";

export type SqliteValue = null | bigint | number | string | Uint8Array;

/** The result of a statement: rows in the order of the columns, integers as bigint. */
export interface SqliteRows {
  names: readonly string[];
  /** The types that the table declares; null where a column is an expression. */
  declaredTypes: readonly (string | null)[];
  rows: SqliteValue[][];
}

/**
 * How many prepared statements a connection keeps; the least recently used one is dropped first.
 */
const KEPT_STATEMENTS = 256;

interface Prepared extends Omit<SqliteRows, "rows"> {
  statement: StatementSyncInstance;
}

/**
 * One connection to a SQLite file. All its calls are synchronous, and none waits: a lock held by
 * another connection is an error at once. So callers can wait without blocking the event loop.
 */
export class SqliteConnection {
  readonly #db: InstanceType<typeof DatabaseSync>;
  readonly #statements = new Map<string, Prepared>();
  #isSuspect = false;

  /**
   * @param mode `read` refuses to write; `create` makes the file when there is none.
   * @throws DatabaseUnavailable, for example when there is no file.
   */
  constructor(path: string, mode: "read" | "write" | "create") {
    // A URI can make a missing file an error; a path would create an empty database.
    const uri = `${pathToFileURL(path).href}?mode=${mode === "create" ? "rwc" : "rw"}`;
    const location = path === ":memory:" ? path : uri;
    this.#db = this.#attempt(
      () => new DatabaseSync(location, { readBigInts: true, returnArrays: true }),
    );
    try {
      // A commit must be on the disk before it is answered: the driver's default in WAL mode is
      // NORMAL.
      this.exec("PRAGMA synchronous = FULL");
      this.exec("PRAGMA journal_mode = WAL");
      // A file that was in another journal mode gets its write-ahead log with its first use.
      this.exec("SELECT 1 FROM sqlite_schema");
      if (mode === "read") this.exec("PRAGMA query_only = ON");
      // SQLite opens a file that may not be written for reading. All connections of a process then
      // share a log's index that can only be read, until the last of them is gone; and one with
      // prepared statements stays until these are garbage-collected. So it is closed at once.
      if (mode === "write") this.exec("BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK");
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Whether SQLite failed on this connection for another reason than a lock. A new connection may
   * work again.
   */
  get isSuspect(): boolean {
    return this.#isSuspect;
  }

  /** Whether a transaction is open. SQLite may have ended one by itself after an error. */
  get isInTransaction(): boolean {
    return this.#db.isOpen && this.#db.isTransaction;
  }

  /**
   * Runs one statement and returns its rows.
   * @throws what Prisma's adapters do
   */
  all(sql: string, args: readonly SqliteValue[] = []): SqliteRows {
    return this.#attempt(() => {
      const { statement, names, declaredTypes } = this.#prepare(sql);
      return { names, declaredTypes, rows: statement.all(...args) };
    });
  }

  /**
   * Runs one statement, and stops after some time until the next rows are asked for. Meanwhile
   * nothing else may run this statement here.
   * @param ms how long at a time, in milliseconds; the last row may take longer.
   * @throws what Prisma's adapters do
   */
  *pieces(sql: string, args: readonly SqliteValue[], ms: number): Generator<SqliteRows> {
    const { statement, names, declaredTypes } = this.#attempt(() => this.#prepare(sql));
    const all: Iterator<SqliteValue[]> = this.#attempt(() => statement.iterate(...args));
    const piece = () => {
      const rows: SqliteValue[][] = [];
      const end = performance.now() + ms;
      do {
        const next = all.next();
        if (next.done) return { rows, isLast: true };
        rows.push(next.value);
      } while (performance.now() < end);
      return { rows, isLast: false };
    };
    try {
      for (let isLast = false; !isLast; ) {
        const next = this.#attempt(piece);
        yield { names, declaredTypes, rows: next.rows };
        isLast = next.isLast;
      }
    } finally {
      all.return?.();
    }
  }

  /**
   * Runs one statement.
   * @returns how many rows it changed.
   * @throws what Prisma's adapters do
   */
  run(sql: string, args: readonly SqliteValue[] = []): number {
    return this.#attempt(() => Number(this.#prepare(sql).statement.run(...args).changes));
  }

  /** Runs a script of statements without values. @throws what Prisma's adapters do */
  exec(script: string): void {
    this.#attempt(() => this.#db.exec(script));
  }

  /**
   * Moves the write-ahead log into the file, as far as other connections allow. The driver does not
   * do so on closing, because it keeps the file open until its statements are garbage-collected.
   */
  checkpoint(): void {
    try {
      this.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch {
      // The changes stay in the log, and the next connection reads the log.
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      const error = sqliteErrorOf(thrown);
      if (error instanceof DatabaseUnavailable && !isBusy(error)) this.#isSuspect = true;
      throw error;
    }
  }

  #prepare(sql: string): Prepared {
    let prepared = this.#statements.get(sql);
    if (prepared) {
      this.#statements.delete(sql);
    } else {
      const statement = this.#db.prepare(sql);
      const columns = statement.columns();
      prepared = {
        statement,
        names: columns.map(({ name }) => name ?? ""),
        declaredTypes: columns.map(({ type }) => type),
      };
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined && this.#statements.size === KEPT_STATEMENTS) {
        this.#statements.delete(oldest);
      }
    }
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
