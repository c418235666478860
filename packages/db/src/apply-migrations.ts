import { createHash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { EnvError } from "@sunchak/env";
import { openPool } from "./postgresql.ts";
import { postgresqlErrorOf } from "./postgresql-errors.ts";
import { type Provider, providerOf, sqlitePathOf } from "./provider.ts";
import type { Migration } from "./schema-files.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { whenFree } from "./sqlite-lock.ts";

/** How long a migrator waits for another one, in milliseconds. */
const WAIT_MS = 600_000;

/**
 * How long statements may take and wait on PostgreSQL, in milliseconds: they may rebuild a large
 * table.
 */
const patience = { statementMs: 3_600_000, lockMs: 60_000 };

interface Connection {
  /** Begins a transaction that keeps every other migrator waiting; {@link close} ends it. */
  begin(): Promise<unknown>;
  /** Runs one statement. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Runs a text of several statements. */
  script(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

/** What differs between the databases. Both roll back a script that did not run to its end. */
const dialects: Record<
  Provider,
  { open(url: string): Promise<Connection>; moment: string; check: string }
> = {
  sqlite: {
    async open(url) {
      const path = sqlitePathOf(url);
      mkdirSync(dirname(path), { recursive: true });
      const connection = await whenFree(() => new SqliteConnection(path, "create"), WAIT_MS);
      return {
        async begin() {
          // Otherwise rebuilding a table would delete the rows that refer to it.
          connection.exec("PRAGMA foreign_keys = OFF");
          await whenFree(() => connection.exec("BEGIN IMMEDIATE"), WAIT_MS);
        },
        async rows(sql) {
          const { names, rows } = connection.all(sql);
          return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
        },
        script: async (sql) => connection.exec(sql),
        async close() {
          if (connection.isInTransaction) connection.exec("ROLLBACK");
          connection.checkpoint();
          connection.close();
        },
      };
    },
    moment: "DATETIME",
    check: `
      CREATE TEMP TABLE dangling (count INTEGER CONSTRAINT every_reference_finds_its_row CHECK (count = 0));
      INSERT INTO dangling SELECT count(*) FROM pragma_foreign_key_check;`,
  },
  postgresql: {
    async open(url) {
      const pool = openPool(url, 1, patience);
      const told = (error: unknown): never => {
        throw postgresqlErrorOf(error);
      };
      const client = await pool.connect().catch(async (error: unknown) => {
        await pool.end();
        return told(error);
      });
      const query = (sql: string) => client.query<Record<string, unknown>>(sql).catch(told);
      return {
        // Prisma's own migrators take the lock of the same number.
        begin: () =>
          query(`
            BEGIN; SET LOCAL lock_timeout = ${WAIT_MS};
            SELECT pg_advisory_xact_lock(72707369); SET LOCAL lock_timeout = ${patience.lockMs}`),
        rows: async (sql) => (await query(sql)).rows,
        script: query,
        async close() {
          client.release(true);
          await pool.end();
        },
      };
    },
    moment: "TIMESTAMPTZ",
    check: "",
  },
};

/**
 * Applies the migrations that the database has not seen yet. It applies all or none of them, even
 * when the process is killed or several run at once. They are recorded as Prisma's own tools record
 * them.
 * @returns the names of those applied now.
 * @throws EnvError when Prisma's migrator was killed in the middle of one.
 */
export async function applyMigrations(url: string, list: readonly Migration[]): Promise<string[]> {
  const { open, moment, check } = dialects[providerOf(url)];
  const connection = await open(url);
  try {
    await connection.begin();
    await connection.rows(recordTable(moment));
    const known = await connection.rows(`
      SELECT migration_name AS name, finished_at, applied_steps_count AS steps
      FROM _prisma_migrations WHERE rolled_back_at IS NULL`);
    const broken = known.find((row) => row.finished_at === null && Number(row.steps) === 0);
    if (broken) throw new EnvError(interrupted(String(broken.name)));
    const seen = new Set(known.map((row) => row.name));
    const missing = list.filter(({ name }) => !seen.has(name));
    const scripts = missing.map((migration) => `${migration.sql}\n;${record(migration)};\n`);
    // Looks through every table, so only after a change.
    const checks = missing.length > 0 ? [check] : [];
    await connection.script([...scripts, ...checks, "COMMIT"].join("\n"));
    return missing.map(({ name }) => name);
  } finally {
    await connection.close();
  }
}

const recordTable = (moment: string) => `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" ${moment},
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" ${moment},
    "started_at" ${moment} NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

function record({ name, sql }: Migration): string {
  const now = new Date().toISOString();
  const checksum = createHash("sha256").update(sql).digest("hex");
  return `
    INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ('${randomUUID()}', '${checksum}', '${name}', '${now}', '${now}', 1)`;
}

const interrupted = (name: string) =>
  `An earlier version of this command was killed in the middle of the migration ${name}, which may be half applied.\n` +
  "Restore the database from a backup; or, when nothing in it matters, delete it. Then start again.";
