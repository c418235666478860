import { PrismaLibSql } from "@prisma/adapter-libsql";

type LibSqlClient = ReturnType<PrismaLibSql["createClient"]>;

/** How long a connection waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * The libSQL driver adapter with every transaction begun as IMMEDIATE on the client's one
 * connection. The write lock comes first, so that no transaction fails half-way by upgrading a
 * read, and no connection is opened per transaction. Sharing the connection is safe because the
 * adapter lets nothing else run on the client while a transaction is open.
 */
class OneConnectionLibSql extends PrismaLibSql {
  override createClient(config: ConstructorParameters<typeof PrismaLibSql>[0]): LibSqlClient {
    const client = super.createClient(config);
    void client.execute("PRAGMA foreign_keys = ON");
    const transaction = async () => {
      await client.execute("BEGIN IMMEDIATE");
      return {
        execute: (statement: Parameters<typeof client.execute>[0]) => client.execute(statement),
        commit: () => client.execute("COMMIT"),
        rollback: () => client.execute("ROLLBACK"),
      };
    };
    return Object.assign(client, { transaction }) as unknown as LibSqlClient;
  }
}

/** @param url `file:` and a path; relative paths are relative to the working directory. */
const configOf = (url: string, timeout: number) => ({ url, timeout, intMode: "bigint" }) as const;

export const sqliteAdapter = (url: string) =>
  new OneConnectionLibSql(configOf(url, BUSY_TIMEOUT_MS));

/** The driver itself. @param timeout how long it waits for another's write, in milliseconds. */
export function sqliteClient(url: string, timeout: number): LibSqlClient {
  const config = configOf(url, timeout);
  return new PrismaLibSql(config).createClient(config);
}
