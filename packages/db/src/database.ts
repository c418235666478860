import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { type Prisma, PrismaClient } from "../generated/sqlite/client.ts";
import { CONNECTION_WAIT_MS, openPool, type Postgresql, postgresqlOn } from "./postgresql.ts";
import { type Provider, providerOf, sqlitePathOf } from "./provider.ts";
import { retryConflicts } from "./retry.ts";
import { READ_ONLY_LEVEL, sqliteAdapter } from "./sqlite-adapter.ts";
import { SqliteFile } from "./sqlite-file.ts";

/** A Prisma client inside a transaction: models and raw statements, no nested transactions. */
export type Transaction = Prisma.TransactionClient;

export interface Database {
  readonly provider: Provider;
  /** For reads and single statements. Inside a transaction use its `tx` alone. */
  readonly client: PrismaClient;
  /** For hot paths, on the client's connections; null on SQLite. */
  readonly postgresql: Postgresql | null;
  /** The client's file; null on PostgreSQL. */
  readonly sqlite: SqliteFile | null;
  /**
   * Runs `work` in one transaction: all of it commits, or, when it throws, none. Deadlocks and
   * serialization failures are retried, so `work` may run more than once.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs `read`, which writes nothing, on one snapshot (REPEATABLE READ on PostgreSQL). It may take
   * as long as {@link SNAPSHOT_TIMEOUT_MS}.
   */
  snapshot<T>(read: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Proves that a write can be stored now: by taking the locks that one takes, and to the disk.
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

/** The longest that a snapshot may be read, in milliseconds: a large shop's whole history takes its time. */
export const SNAPSHOT_TIMEOUT_MS = 600_000;

/** How many connections a process opens to PostgreSQL at most. */
const CONNECTIONS = 10;

/** @param url `file:…` or `postgresql://…`. @param options.connections size of PostgreSQL's pool. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const provider = providerOf(url);
  if (provider === "sqlite") {
    const sqlite = new SqliteFile(sqlitePathOf(url));
    const client = new PrismaClient({ adapter: sqliteAdapter(sqlite) });
    return databaseOf(client, { sqlite, postgresql: null });
  }
  const pool = openPool(url, options.connections ?? CONNECTIONS);
  const client = new PostgresqlClient({ adapter: new PrismaPg(pool) });
  const database = databaseOf(
    // Both clients are generated from the same models; the code is typed against one of them.
    client as unknown as PrismaClient,
    { sqlite: null, postgresql: postgresqlOn(pool) },
  );
  return {
    ...database,
    async close() {
      await database.close();
      await pool.end();
    },
  };
}

/**
 * A {@link Database} over a given client, such as one that a test has extended.
 * @param drivers what the client's queries run on.
 */
export function databaseOf(
  client: PrismaClient,
  { sqlite, postgresql }: Pick<Database, "sqlite" | "postgresql">,
): Database {
  const timing = { maxWait: CONNECTION_WAIT_MS, timeout: TRANSACTION_TIMEOUT_MS };
  const reading = { ...timing, timeout: SNAPSHOT_TIMEOUT_MS };
  return {
    provider: postgresql ? "postgresql" : "sqlite",
    client,
    postgresql,
    sqlite,
    transaction: (work) => retryConflicts(() => client.$transaction(work, timing)),
    snapshot: (read) =>
      retryConflicts(() =>
        client.$transaction(read, {
          ...reading,
          isolationLevel: (postgresql ? "RepeatableRead" : READ_ONLY_LEVEL) as never,
        }),
      ),
    async checkWrite() {
      if (sqlite) return sqlite.checkWrite();
      // A transaction with an id of its own is written to the log, and waited for, at its commit.
      await client.$queryRaw`SELECT pg_current_xact_id()::text`;
    },
    close: () => client.$disconnect(),
  };
}
