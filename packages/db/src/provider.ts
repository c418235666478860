import pg from "pg";

export type Provider = "sqlite" | "postgresql";

/** Which database a DATABASE_URL names: `file:…` is SQLite, `postgres(ql)://…` is PostgreSQL. */
export function providerOf(databaseUrl: string): Provider {
  return databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
}

/** Whether the database is a file, or a server on this machine. */
export function isOnThisMachine(databaseUrl: string): boolean {
  if (providerOf(databaseUrl) === "sqlite") return true;
  // The driver parses the URL, because its query can name another host.
  const { host } = new pg.Client(databaseUrl);
  return host.startsWith("/") || ["localhost", "127.0.0.1", "::1"].includes(host);
}

/** The path of the file that a DATABASE_URL of SQLite names. */
export const sqlitePathOf = (databaseUrl: string): string => databaseUrl.slice("file:".length);
