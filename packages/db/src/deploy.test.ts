import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createPostgresqlDatabase, times, watchChild } from "@sunchak/testing";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { applyMigrations } from "./apply-migrations.ts";
import { openDatabase } from "./database.ts";
import { type Provider, sqlitePathOf } from "./provider.ts";
import { migrations } from "./schema-files.ts";

/** How long after its first write a deployment is killed. */
const KILLED_AFTER_MS = process.env.TEST_LONG ? [0, 8, 16, 24, 32, 40] : [0, 24];

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function emptyDatabase(provider: Provider): Promise<string> {
  if (provider === "postgresql") return createPostgresqlDatabase();
  const folder = mkdtempSync(join(tmpdir(), "sunchak-test-"));
  folders.push(folder);
  return `file:${join(folder, "shop.db")}`;
}

function deploy(url: string) {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "../scripts/deploy.ts")],
    { env: { ...process.env, DATABASE_URL: url }, stdio: ["ignore", "pipe", "pipe"] },
  );
  return watchChild(child);
}

/** Whether the process has begun to write. */
async function hasBegun(url: string, watch: ReturnType<typeof openDatabase>): Promise<boolean> {
  if (watch.provider === "sqlite") {
    return (statSync(sqlitePathOf(url), { throwIfNoEntry: false })?.size ?? 0) > 0;
  }
  const [row] = await watch.client.$queryRaw<{ locks: bigint }[]>`
    SELECT count(*) AS locks FROM pg_locks WHERE locktype = 'advisory'
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return Number(row?.locks) > 0;
}

const tables = { sqlite: "sqlite_master", postgresql: "pg_tables" } as const;

async function rowsOf(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const db = openDatabase(url, { connections: 1 });
  const rows = await db.client.$queryRawUnsafe<Record<string, unknown>[]>(sql);
  await db.close();
  return rows;
}

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  const all = migrations(provider).map(({ name }) => name);
  const applied = async (url: string) =>
    (
      await rowsOf(
        url,
        `SELECT migration_name AS name FROM _prisma_migrations
         WHERE migration_name < 'a' ORDER BY 1`,
      )
    ).map(({ name }) => name);

  test("the next deployment completes one that was killed half way", async () => {
    for (const delay of KILLED_AFTER_MS) {
      const url = await emptyDatabase(provider);
      const watch = openDatabase(url, { connections: 1 });
      const { child, ended } = deploy(url);
      const isOver = () => child.exitCode !== null;
      while (!isOver() && !(await hasBegun(url, watch))) await pause(1);
      await pause(delay);
      child.kill("SIGKILL");
      await ended;
      expect(await deploy(url).ended).toMatchObject({ status: 0 });
      expect(await applied(url)).toEqual(all);
      await watch.close();
    }
  });

  test("several deployments at once apply each migration once", async () => {
    const url = await emptyDatabase(provider);
    const outcomes = await Promise.all(times(4, () => deploy(url).ended));
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(outcomes.filter(({ output }) => output.startsWith("Applied:"))).toHaveLength(1);
    expect(await applied(url)).toEqual(all);
  });

  test("a failing migration leaves nothing behind, and neither do those before it", async () => {
    const url = await emptyDatabase(provider);
    const good = { name: "1_good", sql: "CREATE TABLE one (id TEXT PRIMARY KEY);" };
    const bad = { name: "2_bad", sql: "CREATE TABLE two (id TEXT); CREATE TABLE one (id TEXT);" };
    await expect(applyMigrations(url, [good, bad])).rejects.toThrow("one");
    expect(await applyMigrations(url, [good])).toEqual(["1_good"]);
    const made = await rowsOf(
      url,
      `SELECT 1 FROM ${tables[provider]} WHERE ${provider === "sqlite" ? "name" : "tablename"} = 'two'`,
    );
    expect(made).toEqual([]);
  });

  test("a deployment says so when Prisma's migrator was killed in the middle of a migration", async () => {
    const url = await emptyDatabase(provider);
    await applyMigrations(url, []);
    const begun = (steps: number) =>
      rowsOf(
        url,
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, applied_steps_count)
         VALUES ('${steps}', 'x', '${steps}_half', ${steps}) RETURNING id`,
      );
    // Its script was complete; only its record was missing.
    await begun(1);
    expect(await applyMigrations(url, [{ name: "1_half", sql: "SELECT 1" }])).toEqual([]);
    await begun(0);
    await expect(applyMigrations(url, [])).rejects.toThrow("0_half, which may be half applied");
  });
});

test("a deployment that loses its connection while it waits for another says so, and ends", async () => {
  const url = await emptyDatabase("postgresql");
  const other = new pg.Client(url);
  await other.connect();
  // The lock that a migrator holds.
  await other.query("SELECT pg_advisory_lock(72707369)");
  const { ended } = deploy(url);
  const cutOff = async () => {
    // Of this database alone: the server is every test's.
    const { rows } = await other.query(`
      SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
    return rows.length;
  };
  await expect.poll(cutOff).toBe(1);
  const { status, output } = await ended;
  expect([status, output]).toEqual([1, expect.stringContaining("The database can't be reached.")]);
  await other.end();
});

test("a deployment that may not write to its folder says so", async () => {
  // A place that not even root may write to.
  const { status, output } = await deploy("file:/sys/sunchak/shop.db").ended;
  expect([status, output]).toEqual([
    1,
    expect.stringMatching(/^(This user may not do that: E\w+: .*|.*may not write to \/sys\.)\n$/),
  ]);
});

test("a table that SQLite rebuilds keeps the rows that refer to it, and a dangling reference is refused", async () => {
  const url = await emptyDatabase("sqlite");
  const make = `
    CREATE TABLE parents (id TEXT PRIMARY KEY);
    CREATE TABLE children (id TEXT, parent_id TEXT REFERENCES parents (id) ON DELETE CASCADE);
    INSERT INTO parents VALUES ('p'); INSERT INTO children VALUES ('c', 'p');`;
  const rebuild = `
    CREATE TABLE new_parents (id TEXT PRIMARY KEY, name TEXT);
    INSERT INTO new_parents (id) SELECT id FROM parents;
    DROP TABLE parents; ALTER TABLE new_parents RENAME TO parents;`;
  await applyMigrations(url, [{ name: "1", sql: make }]);
  await applyMigrations(url, [{ name: "2", sql: rebuild }]);
  expect(await rowsOf(url, "SELECT * FROM children")).toEqual([{ id: "c", parent_id: "p" }]);
  const lose = { name: "3", sql: "DELETE FROM parents;" };
  await expect(applyMigrations(url, [lose])).rejects.toThrow("every_reference_finds_its_row");
  expect(await rowsOf(url, "SELECT id FROM parents")).toEqual([{ id: "p" }]);
});
