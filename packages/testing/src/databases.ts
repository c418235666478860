import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase, type Provider } from "@sunchak/db";
import { deployMigrations } from "@sunchak/db/migrate";
import { afterAll, beforeAll, describe, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL server that the whole run shares: `postgresql://…/` without a database. */
    postgresqlUrl: string;
  }
}

/**
 * Makes an empty, migrated database: a SQLite file in a temporary folder, or a new database on the
 * run's PostgreSQL.
 */
export async function createTestDatabase(
  provider: Provider,
  options: { connections?: number } = {},
): Promise<{ db: Database; url: string; drop(): Promise<void> }> {
  const folder = provider === "sqlite" ? mkdtempSync(join(tmpdir(), "sunchak-test-")) : null;
  const url = folder ? `file:${join(folder, "shop.db")}` : await createPostgresqlDatabase();
  await deployMigrations(url);
  const db = openDatabase(url, options);
  return {
    db,
    url,
    async drop() {
      await db.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function createPostgresqlDatabase(): Promise<string> {
  const server = inject("postgresqlUrl");
  if (new URL(server).hostname !== "127.0.0.1") throw new Error("tests run on a local server only");
  const name = `test_${crypto.randomUUID().replaceAll("-", "")}`;
  const admin = openDatabase(`${server}postgres`, { connections: 1 });
  await admin.client.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  await admin.close();
  return `${server}${name}`;
}

/**
 * Runs the same suite on both kinds of database, each time on a new one.
 * @param suite gets a function that returns the suite's database, once its tests run.
 */
export function onEachDatabase(
  suite: (database: () => Database, provider: Provider) => void,
  options: { connections?: number } = {},
): void {
  describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
    let made: Awaited<ReturnType<typeof createTestDatabase>>;
    beforeAll(async () => {
      made = await createTestDatabase(provider, options);
    });
    afterAll(() => made?.drop());
    suite(() => made.db, provider);
  });
}
