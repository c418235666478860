import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { type Prisma, PrismaClient } from "../generated/sqlite/client.ts";
import { CONNECTION_WAIT_MS, openPool, type Postgresql, postgresqlOn } from "./postgresql.ts";
import { type Provider, providerOf } from "./provider.ts";
import { retryConflicts } from "./retry.ts";
import { sqliteAdapter } from "./sqlite.ts";

/** A Prisma client inside a transaction: models and raw statements, no nested transactions. */
export type Transaction = Prisma.TransactionClient;

export interface Database {
  readonly provider: Provider;
  /** For reads and single statements. Inside a transaction use its `tx` alone. */
  readonly client: PrismaClient;
  /** For hot paths, on the client's connections; null on SQLite. */
  readonly postgresql: Postgresql | null;
  /**
   * Runs `work` in one transaction: all of it commits, or, when it throws, none. Deadlocks,
   * serialization failures and a busy SQLite are retried, so `work` may run more than once.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs `read`, which writes nothing, on one snapshot (REPEATABLE READ on PostgreSQL). It may take
   * as long as {@link SNAPSHOT_TIMEOUT_MS}.
   */
  snapshot<T>(read: (tx: Transaction) => Promise<T>): Promise<T>;
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
    return databaseOf(new PrismaClient({ adapter: sqliteAdapter(url) }), null);
  }
  const pool = openPool(url, options.connections ?? CONNECTIONS);
  const client = new PostgresqlClient({ adapter: new PrismaPg(pool) });
  const database = databaseOf(
    // Both clients are generated from the same models; the code is typed against one of them.
    client as unknown as PrismaClient,
    postgresqlOn(pool),
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
 * @param postgresql null when the client's database is SQLite.
 */
export function databaseOf(client: PrismaClient, postgresql: Postgresql | null): Database {
  const timing = { maxWait: CONNECTION_WAIT_MS, timeout: TRANSACTION_TIMEOUT_MS };
  const reading = { ...timing, timeout: SNAPSHOT_TIMEOUT_MS };
  return {
    provider: postgresql ? "postgresql" : "sqlite",
    client,
    postgresql,
    transaction: (work) => retryConflicts(() => client.$transaction(work, timing)),
    snapshot: (read) =>
      retryConflicts(() =>
        client.$transaction(
          read,
          postgresql ? { ...reading, isolationLevel: "RepeatableRead" as never } : reading,
        ),
      ),
    close: () => client.$disconnect(),
  };
}
