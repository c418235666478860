import { createHash } from "node:crypto";
import pg from "pg";
import { retryConflicts } from "./retry.ts";

/** How long a call waits for a connection, in milliseconds. */
export const CONNECTION_WAIT_MS = 30_000;

/**
 * PostgreSQL through its own driver, beside Prisma and on the same connections: for the few
 * statements that are run so often that what Prisma adds to each would be most of their cost.
 */
export interface Postgresql {
  /**
   * Runs one statement, a transaction of its own; again, when it fell to a deadlock or the like.
   * Each connection prepares it once and keeps it, so that texts should be few.
   * Times go in as ISO strings in UTC and come back as dates; 64-bit integers come back as strings.
   * @param values asked for when a connection is at hand, so that a time among them is not older
   * than the transaction.
   */
  query<Row extends object>(text: string, values: () => unknown[]): Promise<Row[]>;
}

/** @param connections how many at most. */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
  });
  // The loss of a connection fails what it was doing, and the pool opens another when asked; heard
  // by nobody it would be an uncaught exception, also between two statements of a transaction.
  pool.on("error", ignore);
  pool.on("connect", (connection) => connection.on("error", ignore));
  return pool;
}

/** Columns hold UTC without saying so; pg would read them as this machine's time. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    type === pg.types.builtins.TIMESTAMP
      ? (value: string) => new Date(`${value}Z`)
      : pg.types.getTypeParser(type, format as "text"),
};

/**
 * The uses of a connection at which it plans its statements anew. PostgreSQL keeps a plan until the
 * table's statistics change, which it looks at once a minute: one that was made while a table was
 * nearly empty would read the table whole for all that time, however fast it grows.
 */
const replanAt = new Set([64, 256, 1024, 4096, 16_384]);

export function postgresqlOn(pool: pg.Pool): Postgresql {
  const uses = new WeakMap<pg.PoolClient, number>();
  return {
    query: (text, values) =>
      retryConflicts(async () => {
        const connection = await pool.connect();
        const use = (uses.get(connection) ?? 0) + 1;
        uses.set(connection, use);
        let isLost = false;
        try {
          if (replanAt.has(use)) await connection.query("DISCARD PLANS");
          return (await connection.query({ name: nameOf(text), text, values: values(), types }))
            .rows;
        } catch (error) {
          isLost = !isRefusal(error);
          throw error;
        } finally {
          connection.release(isLost);
        }
      }),
  };
}

/** A prepared statement's name; PostgreSQL tells names apart by their first 63 bytes alone. */
const nameOf = (text: string): string => createHash("sha1").update(text).digest("hex");

/** Whether the server refused a statement, and did not end the connection instead. */
const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && !/^(08|57P)/.test(error.code ?? "");

/**
 * Whether the server refused what a statement's calls brought with them: cardinality, data,
 * integrity, or a conflict that came again and again.
 */
export const isFaultOfCalls = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^(2[123]|40)/.test(error.code ?? "");

function ignore(): void {}
