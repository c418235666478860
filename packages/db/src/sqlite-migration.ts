import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
} from "@prisma/driver-adapter-utils";
import { adapterNames, executeOn, queryOn } from "./sqlite-adapter.ts";
import { SqliteConnection } from "./sqlite-connection.ts";

/**
 * The driver adapter as Prisma's schema engine needs it on SQLite: one connection without foreign
 * keys, because migrations rebuild tables. It creates a missing file.
 */
export function sqliteMigrationFactory(path: string): SqlMigrationAwareDriverAdapterFactory {
  return {
    ...adapterNames,
    connect: async () => migrationAdapter(path),
    connectToShadowDb: async () => migrationAdapter(":memory:"),
  };
}

function migrationAdapter(path: string): SqlDriverAdapter {
  const connection = new SqliteConnection(path, "create");
  connection.exec("PRAGMA foreign_keys = OFF");
  return {
    ...adapterNames,
    // The engine puts an index's name in double quotes, and SQLite reads that as a column.
    queryRaw: async ({ sql, ...query }) =>
      queryOn(connection, { ...query, sql: sql.replace(/name = "(\w+)";/, "name = '$1';") }),
    // On the shadow database the engine sends whole migrations this way.
    async executeRaw(query: SqlQuery) {
      if (query.args.length > 0) return executeOn(connection, query);
      connection.exec(query.sql);
      return 0;
    },
    executeScript: async (script) => connection.exec(script),
    startTransaction: () => Promise.reject(new Error("Migrations begin their own transaction.")),
    async dispose() {
      if (connection.isInTransaction) connection.exec("ROLLBACK");
      connection.checkpoint();
      connection.close();
    },
  };
}
