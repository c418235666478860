import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.ts";
import { type Prisma, PrismaClient } from "../generated/sqlite/client.ts";
import { type Provider, providerOf } from "./provider.ts";
import { retryConflicts } from "./retry.ts";
import { sqliteAdapter } from "./sqlite.ts";

/** A Prisma client inside a transaction: models and raw statements, no nested transactions. */
export type Transaction = Prisma.TransactionClient;

export interface Database {
  readonly provider: Provider;
  /** For reads and single statements. Inside a transaction use its `tx` alone. */
  readonly client: PrismaClient;
  /**
   * Runs `work` in one transaction: all of it commits, or, when it throws, none. Deadlocks,
   * serialization failures and a busy SQLite are retried, so `work` may run more than once.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Runs `read` on one snapshot (REPEATABLE READ on PostgreSQL). */
  snapshot<T>(read: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * The longest that one transaction may stay open, in milliseconds. The ranking relies on it: it
 * reads only a past that no open transaction can still change.
 */
export const TRANSACTION_TIMEOUT_MS = 10_000;

/** How long a transaction waits for a connection, in milliseconds. */
const CONNECTION_WAIT_MS = 30_000;

/** @param url `file:…` or `postgresql://…`. @param options.connections size of PostgreSQL's pool. */
export function openDatabase(url: string, options: { connections?: number } = {}): Database {
  const provider = providerOf(url);
  const client =
    provider === "sqlite"
      ? new PrismaClient({ adapter: sqliteAdapter(url) })
      : // Both clients are generated from the same models; the code is typed against one of them.
        (new PostgresqlClient({
          adapter: new PrismaPg({ connectionString: url, max: options.connections ?? 10 }),
        }) as unknown as PrismaClient);
  return databaseOf(client, provider);
}

/** A {@link Database} over a given client, such as one that a test has extended. */
export function databaseOf(client: PrismaClient, provider: Provider): Database {
  const timing = { maxWait: CONNECTION_WAIT_MS, timeout: TRANSACTION_TIMEOUT_MS };
  return {
    provider,
    client,
    transaction: (work) => retryConflicts(() => client.$transaction(work, timing)),
    snapshot: (read) =>
      retryConflicts(() =>
        client.$transaction(
          read,
          provider === "postgresql"
            ? { ...timing, isolationLevel: "RepeatableRead" as never }
            : timing,
        ),
      ),
    close: () => client.$disconnect(),
  };
}
