import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { type Prisma, PrismaClient } from "../generated/sqlite/client.ts";
import { CONNECTION_WAIT_MS, openPool, type Postgresql, postgresqlOn } from "./postgresql.ts";
import { postgresqlAdapter } from "./postgresql-adapter.ts";
import { type Provider, providerOf, sqlitePathOf } from "./provider.ts";
import { type Queries, queriesOn } from "./queries.ts";
import { retryConflicts } from "./retry.ts";
import { type Sqlite, sqliteOn } from "./sqlite.ts";
import { sqliteAdapter, sqliteSnapshotAdapter } from "./sqlite-adapter.ts";
import { SqliteFile } from "./sqlite-file.ts";
import { DatabaseUnavailable, outOfTime } from "./unavailable.ts";

/** A Prisma client inside a transaction: models and raw statements, no nested transactions. */
export type Transaction = Prisma.TransactionClient;

export type Database = Calls & Direct;

/** What reads: the database, or one snapshot of it. */
export interface Reader extends Pick<Calls, "queries"> {
  readonly provider: Provider;
  readonly client: Transaction;
}

/** Reads within a transaction. */
export const readerOn = (provider: Provider, client: Transaction): Reader => ({
  provider,
  client,
  queries: queriesOn(provider, client),
});

/** The database past Prisma's engine, for hot paths, on the client's connections. */
type Direct =
  | { readonly provider: "sqlite"; readonly sqlite: Sqlite; readonly postgresql: null }
  | { readonly provider: "postgresql"; readonly sqlite: null; readonly postgresql: Postgresql };

interface Calls {
  /** For reads and single statements. Inside a transaction use its `tx` alone. */
  readonly client: PrismaClient;
  /** Typed statements that read, on the client's connections. */
  readonly queries: Queries;
  /**
   * Runs `work` in one transaction: all of it commits, or none when it throws. Deadlocks and
   * serialization failures are retried, so `work` may run more than once.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs `read`, which writes nothing, on one snapshot (REPEATABLE READ on PostgreSQL), for at most
   * {@link SNAPSHOT_TIMEOUT_MS}.
   */
  snapshot<T>(read: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * A snapshot for what somebody waits for: it never waits for the long ones, and lasts at most
   * {@link TRANSACTION_TIMEOUT_MS}.
   */
  shortSnapshot<T>(read: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Proves that a write can be stored now, by taking a write's locks and writing to the disk.
   * @throws DatabaseUnavailable with the reason why it can't.
   */
  checkWrite(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The longest that one transaction may stay open, in milliseconds. The ranking relies on it: it
 * reads only a past that no open transaction can still change.
 */
export const TRANSACTION_TIMEOUT_MS = 10_000;

/**
 * The longest that a snapshot may be read, in milliseconds: the whole history of a large shop takes
 * its time.
 */
const SNAPSHOT_TIMEOUT_MS = 600_000;

/** The most connections that a process opens to PostgreSQL. */
const CONNECTIONS = 10;

/**
 * The most snapshots that a process reads on PostgreSQL at once; the next waits for a connection.
 */
const SNAPSHOT_CONNECTIONS = 2;

/**
 * @param url `file:…` or `postgresql://…`.
 * @param options.connections size of PostgreSQL's pool.
 */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  return providerOf(url) === "sqlite"
    ? openSqlite(sqlitePathOf(url))
    : openPostgresql(url, options.connections ?? CONNECTIONS);
}

function openSqlite(path: string): Database {
  const file = new SqliteFile(path);
  const client = new PrismaClient({ adapter: sqliteAdapter(file), transactionOptions: timing });
  const snapshots = new PrismaClient({ adapter: sqliteSnapshotAdapter(file) });
  return databaseOf(client, {
    provider: "sqlite",
    sqlite: sqliteOn(file),
    postgresql: null,
    snapshot: (read) => snapshots.$transaction(read, snapshotTiming),
    shortSnapshot: (read) => snapshots.$transaction(read, timing),
    checkWrite: () => file.checkWrite(),
    async close() {
      await Promise.all([client.$disconnect(), snapshots.$disconnect()]);
      await file.close();
    },
  });
}

function openPostgresql(url: string, connections: number): Database {
  const pool = openPool(url, connections);
  // A separate pool, because snapshots may take long: other calls never wait for their connections.
  const snapshotPool = openPool(url, SNAPSHOT_CONNECTIONS, {
    statementMs: SNAPSHOT_TIMEOUT_MS,
    lockMs: CONNECTION_WAIT_MS,
  });
  const [client, snapshots] = [pool, snapshotPool].map((each) => {
    // Both clients are generated from the same models; the code is typed against one of them.
    const options = { adapter: postgresqlAdapter(each), transactionOptions: timing };
    return new PostgresqlClient(options) as unknown as PrismaClient;
  }) as [PrismaClient, PrismaClient];
  const isolationLevel = "RepeatableRead" as never;
  return databaseOf(client, {
    provider: "postgresql",
    sqlite: null,
    postgresql: postgresqlOn(pool),
    snapshot: (read) =>
      retryConflicts(() => snapshots.$transaction(read, { ...snapshotTiming, isolationLevel })),
    shortSnapshot: (read) => retryConflicts(() => client.$transaction(read, { isolationLevel })),
    async checkWrite() {
      // A message without a receiver: a record in the write-ahead log, whose commit waits for the
      // disk like any other.
      const [row] = await client.$queryRaw<{ readOnly: boolean }[]>`
        SELECT (CASE WHEN current_setting('transaction_read_only') = 'on' THEN NULL
          ELSE pg_logical_emit_message(true, 'sunchak', '') END) IS NULL AS "readOnly"`;
      if (row?.readOnly) throw new DatabaseUnavailable("read-only");
    },
    async close() {
      await Promise.all([client.$disconnect(), snapshots.$disconnect()]);
      await Promise.all([pool.end(), snapshotPool.end()]);
    },
  });
}

const timing = { maxWait: CONNECTION_WAIT_MS, timeout: TRANSACTION_TIMEOUT_MS };
const snapshotTiming = { maxWait: SNAPSHOT_TIMEOUT_MS, timeout: SNAPSHOT_TIMEOUT_MS };

/** A {@link Database} whose calls go through a given client, such as one extended by a test. */
export function databaseOf(
  client: PrismaClient,
  base: Omit<Calls, "client" | "transaction" | "queries"> & Direct,
): Database {
  return {
    ...base,
    queries: queriesOn(base.provider, client),
    snapshot: (read) => base.snapshot(read).catch(tellOutOfTime),
    shortSnapshot: (read) => base.shortSnapshot(read).catch(tellOutOfTime),
    client,
    transaction: (work) => retryConflicts(() => client.$transaction(work)).catch(tellOutOfTime),
  };
}

function tellOutOfTime(error: unknown): never {
  throw outOfTime(error) ?? error;
}
