import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlResultSet,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { isSelect } from "./is-select.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteFile } from "./sqlite-file.ts";
import type { OpenTransaction } from "./sqlite-turn.ts";
import { resultSetOf, sqliteValueOf } from "./sqlite-values.ts";

export const adapterNames = { provider: "sqlite", adapterName: "sunchak-sqlite" } as const;

/**
 * Prisma's driver adapter on a {@link SqliteFile}. Prisma's own SQLite adapters keep using a
 * connection after its COMMIT failed (github.com/prisma/orm, issues 30028 and 29933).
 */
export function sqliteAdapter(file: SqliteFile): SqlDriverAdapterFactory {
  return factoryOf({
    ...adapterNames,
    queryRaw(query) {
      const run = (connection: SqliteConnection) => queryOn(connection, query);
      return isSelect(query) ? file.read(run) : file.write(run);
    },
    executeRaw: (query) => file.write((connection) => executeOn(connection, query)),
    executeScript: (script) => file.write((connection) => connection.exec(script)),
    startTransaction: async () => transactionOn(await file.begin()),
    dispose: async () => {},
  });
}

/** Prisma's driver adapter for transactions that only read. They do not take the write lock. */
export function sqliteSnapshotAdapter(file: SqliteFile): SqlDriverAdapterFactory {
  const refuse = () => Promise.reject(new Error("Only transactions run here."));
  return factoryOf({
    ...adapterNames,
    queryRaw: refuse,
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: async () => transactionOn(await file.beginSnapshot()),
    dispose: async () => {},
  });
}

const factoryOf = (adapter: SqlDriverAdapter): SqlDriverAdapterFactory => ({
  ...adapterNames,
  connect: async () => adapter,
});

function transactionOn({ connection, commit, rollback }: OpenTransaction): Transaction {
  let isEnded = false;
  /** Ends a transaction once only: afterwards its connection belongs to another transaction. */
  const ending = (end: () => Promise<void>) => async () => {
    if (isEnded) return;
    isEnded = true;
    await end();
  };
  /**
   * SQLite ends a transaction by itself after some errors; a later statement would run outside it.
   */
  const inside = async <T>(run: () => T): Promise<T> => {
    if (isEnded || !connection.isInTransaction) throw new Error("The transaction has ended.");
    return run();
  };
  return {
    ...adapterNames,
    options: { usePhantomQuery: true },
    queryRaw: (query) => inside(() => queryOn(connection, query)),
    executeRaw: (query) => inside(() => executeOn(connection, query)),
    commit: ending(commit),
    rollback: ending(rollback),
  };
}

const valuesOf = ({ args, argTypes }: SqlQuery) =>
  args.map((arg, i) => sqliteValueOf(arg, argTypes[i]));

export const queryOn = (connection: SqliteConnection, query: SqlQuery): SqlResultSet =>
  resultSetOf(connection.all(query.sql, valuesOf(query)));

export const executeOn = (connection: SqliteConnection, query: SqlQuery): number =>
  connection.run(query.sql, valuesOf(query));
