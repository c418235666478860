import { once } from "node:events";
import { createServer } from "node:net";
import { startPostgresql, times } from "@sunchak/testing";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { deployMigrations } from "./migrate.ts";
import { openPool } from "./postgresql.ts";

const CONNECTIONS = 4;
/** Every call has its answer within this time, whatever the server does, in milliseconds. */
const PATIENCE_MS = 15_000;
const refusedAs = (reason: string) =>
  expect.objectContaining({ name: "DatabaseUnavailable", reason });

let server: Awaited<ReturnType<typeof startPostgresql>>;
let db: Database;
/** A connection that is not the shop's, such as psql's. */
let stranger: pg.Client;
const frozen: number[] = [];

beforeAll(async () => {
  server = await startPostgresql();
  await server.createDatabase("shop");
  await deployMigrations(server.urlOf("shop"));
});
afterAll(() => server?.stop());

beforeEach(async () => {
  db = openDatabase(server.urlOf("shop"), { connections: CONNECTIONS });
  stranger = new pg.Client(server.urlOf("shop"));
  stranger.on("error", () => {});
  await stranger.connect();
});
afterEach(async () => {
  for (const pid of frozen.splice(0)) process.kill(pid, "SIGCONT");
  await stranger.end();
  await db.close();
});

const addUser = (id: string) =>
  db.client.user.create({ data: { id, name: id, email: `${id}@example.com` } });
const countUsers = () => db.client.user.count();
const readByDriver = () => db.postgresql?.read("SELECT count(*) FROM users", () => []);

/** How each call ended (its error, or "done"), and how long the slowest took. */
async function outcomesOf(calls: (() => PromiseLike<unknown> | undefined)[]) {
  const since = performance.now();
  const settled = await Promise.allSettled(calls.map((call) => call()));
  const outcomes = settled.map((call) => (call.status === "fulfilled" ? "done" : call.reason));
  return { outcomes, ms: performance.now() - since };
}

/** Opens all of the pool's connections and freezes this many of their backends. */
async function freeze(count: number): Promise<void> {
  const sleeps = times(CONNECTIONS, () => () => db.client.$queryRaw`SELECT pg_sleep(0.2)::text`);
  await outcomesOf(sleeps);
  const { rows } = await stranger.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = 'shop' AND pid <> pg_backend_pid()",
  );
  expect(rows).toHaveLength(CONNECTIONS);
  for (const { pid } of rows.slice(0, count)) {
    process.kill(pid, "SIGSTOP");
    frozen.push(pid);
  }
}

describe("backends that are frozen", () => {
  test("one of them fails only its own call, and the next calls get another connection", async () => {
    await freeze(1);
    const calls = times(40, (i) => (i % 2 === 0 ? countUsers : readByDriver));
    const { outcomes, ms } = await outcomesOf(calls);
    expect(ms).toBeLessThan(PATIENCE_MS);
    expect(outcomes.filter((outcome) => outcome !== "done")).toEqual([refusedAs("unreachable")]);
    const again = await outcomesOf(calls);
    expect(again.outcomes).toEqual(times(40, () => "done"));
    expect(again.ms).toBeLessThan(2_000);
  });

  test("all of them fail every call and the check in time, and the shop works again afterwards", async () => {
    await freeze(CONNECTIONS);
    const calls = [countUsers, readByDriver, () => addUser("lost"), () => db.checkWrite()];
    const { outcomes, ms } = await outcomesOf(calls);
    expect(ms).toBeLessThan(PATIENCE_MS);
    expect(outcomes).toEqual([
      refusedAs("unreachable"),
      refusedAs("unreachable"),
      // A frozen backend may still run what it was sent.
      expect.objectContaining({ name: "OutcomeUnknown" }),
      refusedAs("unreachable"),
    ]);
    expect((await outcomesOf(calls.slice(0, 2))).outcomes).toEqual(["done", "done"]);
    await db.checkWrite();
  });
});

describe("a lock that another client holds", () => {
  test("refuses only the calls that need it, in time", async () => {
    await stranger.query("BEGIN; LOCK TABLE users");
    const readRanking = () => db.client.rankingSnapshot.count();
    const { outcomes, ms } = await outcomesOf([
      () => addUser("a"),
      countUsers,
      readByDriver,
      () => db.transaction((tx) => tx.user.count()),
      readRanking,
      () => db.checkWrite(),
    ]);
    expect(ms).toBeLessThan(PATIENCE_MS);
    expect(outcomes).toEqual([...times(4, () => refusedAs("locked")), "done", "done"]);
    await stranger.query("ROLLBACK");
    expect((await outcomesOf([() => addUser("a"), countUsers, readByDriver])).outcomes).toEqual(
      times(3, () => "done"),
    );
  });

  test("is released when the server ends the transaction of a stopped process", async () => {
    const pool = openPool(server.urlOf("shop"), 1);
    const stopped = await pool.connect();
    await stopped.query("BEGIN; LOCK TABLE users");
    const since = performance.now();
    const { rows } = await stranger.query("SELECT count(*) AS users FROM users");
    expect(rows).toHaveLength(1);
    expect(performance.now() - since).toBeLessThan(20_000);
    await expect(stopped.query("SELECT 1")).rejects.toThrow();
    stopped.release(true);
    await pool.end();
  });
});

test("a read-only database is reported as read-only, by its check too", async () => {
  await stranger.query("ALTER DATABASE shop SET default_transaction_read_only = on");
  const other = openDatabase(server.urlOf("shop"));
  const add = () => other.client.user.create({ data: { id: "r", name: "r", email: "r" } });
  const { outcomes } = await outcomesOf([
    () => other.client.user.count(),
    add,
    () => other.checkWrite(),
  ]);
  await stranger.query("SET default_transaction_read_only = off; ALTER DATABASE shop RESET ALL");
  await other.close();
  expect(outcomes).toEqual(["done", refusedAs("read-only"), refusedAs("read-only")]);
});

test("the write check waits until its write is on the disk", async () => {
  await db.checkWrite();
  const { rows: inserted } = await stranger.query("SELECT pg_current_wal_insert_lsn() AS lsn");
  await db.checkWrite();
  const { rows } = await stranger.query("SELECT pg_current_wal_flush_lsn() > $1 AS flushed", [
    inserted[0]?.lsn,
  ]);
  expect(rows).toEqual([{ flushed: true }]);
});

test("the server ends a statement that takes too long, and nothing of it is stored", async () => {
  const slow = () =>
    db.client.$executeRaw`
      WITH slept AS (SELECT pg_sleep(60))
      INSERT INTO users (id, name, email, updated_at) SELECT 'slow', 'slow', 's', now() FROM slept`;
  const { outcomes, ms } = await outcomesOf([slow]);
  expect(ms).toBeLessThan(PATIENCE_MS);
  expect(outcomes).toEqual([refusedAs("slow")]);
  expect(await db.client.user.count({ where: { id: "slow" } })).toBe(0);
});

describe("a server that cannot be reached", () => {
  const calls = () => [countUsers, readByDriver, () => addUser("x"), () => db.checkWrite()];

  test("is refused as unreachable at once when stopped, and works again when it is back", async () => {
    expect(await countUsers()).toEqual(expect.any(Number));
    const back = server.restart();
    for (;;) {
      const { outcomes } = await outcomesOf([countUsers]);
      if (outcomes[0] === "done") continue;
      expect(outcomes).toEqual([refusedAs("unreachable")]);
      break;
    }
    await back;
    expect((await outcomesOf([countUsers, readByDriver])).outcomes).toEqual(["done", "done"]);
  });

  test("is refused in time when it never ran, or accepts connections and never answers", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    for (const url of [
      `postgresql://nobody@127.0.0.1:${port}/x`,
      "postgresql://nobody@127.0.0.1:1/x",
    ]) {
      await db.close();
      db = openDatabase(url, { connections: CONNECTIONS });
      const { outcomes, ms } = await outcomesOf(calls());
      expect(ms).toBeLessThan(PATIENCE_MS);
      expect(outcomes).toEqual(times(4, () => refusedAs("unreachable")));
    }
    silent.close();
  });
});

test("unusual settings of the server, database and role change nothing", async () => {
  await server.createDatabase("odd");
  const url = server.urlOf("odd");
  const odd = new pg.Client(url);
  await odd.connect();
  await odd.query(`
    CREATE SCHEMA elsewhere;
    ALTER DATABASE odd SET search_path = elsewhere;
    ALTER DATABASE odd SET datestyle = 'German, DMY';
    ALTER DATABASE odd SET timezone = 'Asia/Seoul';
    ALTER DATABASE odd SET intervalstyle = 'sql_standard';
    ALTER DATABASE odd SET bytea_output = 'escape';
    ALTER DATABASE odd SET default_transaction_isolation = 'serializable'`);
  await odd.end();
  await deployMigrations(url);
  const database = openDatabase(url);
  const createdAt = new Date("2026-03-04T05:06:07.089Z");
  await database.client.user.create({
    data: { id: "odd", name: "odd", email: "odd@example.com", createdAt, updatedAt: createdAt },
  });
  const found = await database.client.user.findUniqueOrThrow({ where: { id: "odd" } });
  const [row] =
    (await database.postgresql?.read<{ createdAt: Date }>(
      `SELECT created_at AS "createdAt" FROM users WHERE id = $1 AND created_at = $2::text::timestamp`,
      () => ["odd", createdAt.toISOString()],
    )) ?? [];
  expect([found.createdAt, row?.createdAt]).toEqual([createdAt, createdAt]);
  const [tables] = await database.client.$queryRaw<{ schema: string }[]>`
    SELECT DISTINCT schemaname AS schema FROM pg_tables WHERE tablename IN ('users', '_prisma_migrations')`;
  expect(tables).toEqual({ schema: "public" });
  const [{ isolation } = { isolation: "" }] = await database.client.$queryRaw<
    { isolation: string }[]
  >`SELECT current_setting('transaction_isolation') AS isolation`;
  expect(isolation).toBe("read committed");
  await database.close();
});
