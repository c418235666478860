export type Provider = "sqlite" | "postgresql";

/** Which database a DATABASE_URL names: `file:…` is SQLite, `postgres(ql)://…` is PostgreSQL. */
export function providerOf(databaseUrl: string): Provider {
  return databaseUrl.startsWith("file:") ? "sqlite" : "postgresql";
}
