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

/** How long a working server may take to report that a statement timed out, in milliseconds. */
const GRACE_MS = 2_000;

/** How long a transaction may be idle before the server ends it, in milliseconds. */
const IDLE_TRANSACTION_MS = 15_000;

/**
 * PostgreSQL through its own driver, on the same connections as Prisma. It is for the few
 * statements that run so often that Prisma's overhead would be most of their cost.
 */
export interface Postgresql {
  /**
   * Runs one statement in a transaction of its own, and retries it after a deadlock or a
   * serialization failure. Each connection prepares a text once and keeps it, so use few different
   * texts.
   * Times go in as ISO strings in UTC and come back as dates; 64-bit integers come back as bigint.
   * @param values called once there is a connection, so that a time among them is not older than
   * the transaction.
   * @throws DatabaseUnavailable | OutcomeUnknown | the driver's refusal
   */
  query<Row extends object>(text: string, values: () => unknown[]): Promise<Row[]>;
  /**
   * Like `query`, for a statement that writes nothing.
   * @throws DatabaseUnavailable
   */
  read<Row extends object>(text: string, values: () => unknown[]): Promise<Row[]>;
}

/** How long statements may take and wait, in milliseconds. */
interface Patience {
  statementMs: number;
  lockMs: number;
}

const ordinary: Patience = { statementMs: STATEMENT_TIMEOUT_MS, lockMs: LOCK_WAIT_MS };

/**
 * The settings that the code relies on, whatever the defaults of the server, the database or the
 * role.
 */
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
    // An answered write must survive a crash. A stricter setting stays the operator's choice.
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
    // Detects a server that is gone and cannot say so.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    async onConnect(connection) {
      endWhenSilent(connection, patience.statementMs + GRACE_MS);
      // By statements, because poolers refuse most settings at the start of a connection.
      await connection.query(settings(patience));
    },
  });
  // When a connection is lost, its statement fails, and the pool opens another on demand. Without a
  // listener the loss would also be an uncaught exception, even between two statements of a
  // transaction.
  pool.on("error", ignore);
  pool.on("connect", (connection) => connection.on("error", ignore));
  return pool;
}

/**
 * Ends a connection whose server is silent for that long during a statement: a frozen server never
 * reports a timeout.
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

const parsers: Partial<Record<number, (value: string) => unknown>> = {
  // Columns hold UTC without a time zone; pg would read them as local time.
  [pg.types.builtins.TIMESTAMP]: (value) => new Date(`${value}Z`),
  [pg.types.builtins.INT8]: BigInt,
};

/** Values as Prisma reads them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    parsers[type] ?? pg.types.getTypeParser(type, format as "text"),
};

/**
 * The uses of a connection at which it plans its statements anew. PostgreSQL keeps a plan until the
 * table's statistics change, and it checks for that once a minute. A plan made while a table was
 * nearly empty would read the whole table for all that time, however fast it grows.
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

const names = new Map<string, string>();

/** A prepared statement's name, as a hash: PostgreSQL compares only the first 63 bytes of names. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash("sha1").update(text).digest("hex");
  names.set(text, name);
  return name;
}

function ignore(): void {}
