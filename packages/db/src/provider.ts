export type Provider = "sqlite" | "postgresql";

/** Which database a DATABASE_URL names: `file:…` is SQLite, `postgres(ql)://…` is PostgreSQL. */
export function providerOf(databaseUrl: string): Provider {
  return databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
}

/** The path of the file that a DATABASE_URL of SQLite names. */
export const sqlitePathOf = (databaseUrl: string): string => databaseUrl.slice("file:".length);
