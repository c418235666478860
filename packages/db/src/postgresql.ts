import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import pg from "pg";
import { isRefusal, postgresqlErrorOf } from "./postgresql-errors.ts";
import { retryConflicts } from "./retry.ts";
import { withNothingStored } from "./unavailable.ts";

/** How long a call waits for a connection, in milliseconds. */
export const CONNECTION_WAIT_MS = 10_000;

/** How long a statement waits for a lock, in milliseconds. */
const LOCK_WAIT_MS = 4_000;

/** How long a statement may take, in milliseconds. */
const STATEMENT_TIMEOUT_MS = 8_000;

/** How long after a statement's time a server that lives may say so, in milliseconds. */
const GRACE_MS = 2_000;

/** When a server ends a transaction that its client does nothing with, in milliseconds. */
const IDLE_TRANSACTION_MS = 15_000;

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
   * @throws DatabaseUnavailable | OutcomeUnknown | the driver's refusal
   */
  query<Row extends object>(text: string, values: () => unknown[]): Promise<Row[]>;
  /** As query, for a statement that writes nothing. @throws DatabaseUnavailable */
  read<Row extends object>(text: string, values: () => unknown[]): Promise<Row[]>;
}

/** How long statements may take and wait, in milliseconds. */
export interface Patience {
  statementMs: number;
  lockMs: number;
}

const ordinary: Patience = { statementMs: STATEMENT_TIMEOUT_MS, lockMs: LOCK_WAIT_MS };

/** What a connection relies on, whatever the server, the database or the role were set to. */
const settings = ({ statementMs, lockMs }: Patience) =>
  Object.entries({
    timezone: "UTC",
    datestyle: "ISO",
    intervalstyle: "postgres",
    bytea_output: "hex",
    search_path: "public",
    standard_conforming_strings: "on",
    default_transaction_isolation: "read committed",
    statement_timeout: statementMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: Math.max(IDLE_TRANSACTION_MS, statementMs),
  })
    .map(([name, value]) => `SET ${name} = '${value}'`)
    // What was answered is kept: any stricter form is the operator's choice.
    .concat(
      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
    )
    .join("; ");

/** @param connections how many at most. */
export function openPool(url: string, connections: number, patience = ordinary): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    // Finds out that a server is gone which cannot say so.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    async onConnect(connection) {
      endWhenSilent(connection, patience.statementMs + GRACE_MS);
      // By statements, since poolers in between refuse most settings at the start of a connection.
      await connection.query(settings(patience));
    },
  });
  // The loss of a connection fails what it was doing, and the pool opens another when asked; heard
  // by nobody it would be an uncaught exception, also between two statements of a transaction.
  pool.on("error", ignore);
  pool.on("connect", (connection) => connection.on("error", ignore));
  return pool;
}

/**
 * Ends a connection whose server has been silent for that long while a statement was on its way:
 * a frozen server never says that it took too long.
 */
function endWhenSilent(connection: pg.ClientBase, silenceMs: number): void {
  const client = connection as unknown as {
    connection: { stream: Socket };
    readyForQuery: boolean;
  };
  const { stream } = client.connection;
  stream.setTimeout(silenceMs, () => {
    if (!client.readyForQuery) stream.destroy(new Error("The statement got no answer in time."));
  });
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
  const query = <Row extends object>(text: string, values: () => unknown[]): Promise<Row[]> =>
    retryConflicts(async () => {
      const connection = await pool.connect().catch((error: unknown) => {
        throw withNothingStored(postgresqlErrorOf(error));
      });
      const use = (uses.get(connection) ?? 0) + 1;
      uses.set(connection, use);
      let isLost = false;
      try {
        if (replanAt.has(use)) await connection.query("DISCARD PLANS");
        const statement = { name: nameOf(text), text, values: values(), types };
        return (await connection.query<Row>(statement)).rows;
      } catch (error) {
        isLost = !isRefusal(error);
        throw postgresqlErrorOf(error);
      } finally {
        connection.release(isLost);
      }
    });
  return {
    query,
    read: (text, values) =>
      query<never>(text, values).catch((error) => {
        throw withNothingStored(error);
      }),
  };
}

/** A prepared statement's name; PostgreSQL tells names apart by their first 63 bytes alone. */
const nameOf = (text: string): string => createHash("sha1").update(text).digest("hex");

function ignore(): void {}
