import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "@photostructure/sqlite";
import { createTestDatabase, times } from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "./database.ts";
import { deployMigrations } from "./migrate.ts";
import { sqlitePathOf } from "./provider.ts";
import { sqliteAdapter } from "./sqlite-adapter.ts";
import { SqliteFile, TURN_WAIT_MS } from "./sqlite-file.ts";
import { LOCK_WAIT_MS } from "./sqlite-lock.ts";

const strangerFile = fileURLToPath(new URL("./sqlite-stranger.fixture.ts", import.meta.url));
const refusedAs = (reason: string) =>
  expect.objectContaining({ name: "DatabaseUnavailable", reason });

/** Only root can do this: make a small disk, and run as another user. */
const isRoot = process.getuid?.() === 0;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
let path: string;
const strangers: ChildProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase("sqlite");
  ({ db } = database);
  path = sqlitePathOf(database.url);
});
afterEach(async () => {
  for (const stranger of strangers.splice(0)) stranger.kill("SIGKILL");
  await database.drop();
});

/** Another process that runs statements on the file. It does not wait for locks. */
async function startStranger() {
  const child = spawn(process.execPath, ["--import", "tsx", strangerFile, path], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  strangers.push(child);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const run = async (statement: string): Promise<string> => {
    child.stdin.write(`${statement}\n`);
    return (await answers.next()).value;
  };
  expect(await run("SELECT 1")).toBe("done");
  return { child, run };
}

const addUser = (id: string, on: Pick<Database, "client"> = db) =>
  on.client.user.create({ data: { id, name: id, email: `${id}@example.com` } });

/** Two users in one transaction. */
const addPair = (id: string, on = db) =>
  on.transaction(async (tx) => {
    await addUser(`${id}-1`, { client: tx as Database["client"] });
    await addUser(`${id}-2`, { client: tx as Database["client"] });
  });

const addByStatement = (id: string) =>
  db.client.$executeRaw`INSERT INTO users (id, name, email, updated_at)
    VALUES (${id}, ${id}, ${`${id}@example.com`}, ${new Date()})`;

const insertion = (id: string) =>
  `INSERT INTO users (id, name, email, updated_at) VALUES ('${id}', '', '${id}', '2026-01-01')`;

/** The users that a separate connection reads in the file. */
function usersInFile(file = path): string[] {
  const reader = new DatabaseSync(file, { readOnly: true });
  try {
    return reader
      .prepare("SELECT id FROM users ORDER BY id")
      .all()
      .map(({ id }) => id);
  } finally {
    reader.close();
  }
}

/** How each call ended: its error, or "stored". */
const outcomesOf = async (calls: PromiseLike<unknown>[]) =>
  (await Promise.allSettled(calls)).map((call) =>
    call.status === "fulfilled" ? "stored" : call.reason,
  );

/** Expects that the shop can write in every way, and that another process can write too. */
async function expectNothingLeft() {
  expect(await outcomesOf([addUser("next"), addPair("pair"), addByStatement("raw")])).toEqual(
    times(3, () => "stored"),
  );
  expect(usersInFile()).toEqual(expect.arrayContaining(["next", "pair-1", "pair-2", "raw"]));
  await db.checkWrite();
  const stranger = await startStranger();
  expect(await stranger.run("BEGIN IMMEDIATE")).toBe("done");
}

describe("another process that holds the write lock", () => {
  test("for less than the time-out makes every call wait, and all are stored", async () => {
    const stranger = await startStranger();
    await stranger.run("BEGIN IMMEDIATE");
    const calls = [addUser("a"), addPair("b"), addByStatement("c")].map((call) => call);
    const all = outcomesOf(calls);
    await delay(LOCK_WAIT_MS / 2);
    expect(usersInFile()).toEqual([]);
    await stranger.run("COMMIT");
    expect(await all).toEqual(times(3, () => "stored"));
    expect(usersInFile()).toEqual(["a", "b-1", "b-2", "c"]);
  });

  test("for longer refuses every write and stores none, while reads go on and later writes work", async () => {
    const stranger = await startStranger();
    await addUser("before");
    await stranger.run("BEGIN IMMEDIATE");
    const since = performance.now();
    const calls = [addUser("a"), addPair("b"), addByStatement("c"), addUser("d")];
    const ended = outcomesOf(calls).then((outcomes) => ({
      outcomes,
      ms: performance.now() - since,
    }));
    let reads = 0;
    while (reads < 100) {
      expect(await db.client.user.count()).toBe(1);
      expect(await db.snapshot((tx) => tx.user.count())).toBe(1);
      reads += 1;
    }
    await expect(db.checkWrite()).rejects.toEqual(refusedAs("locked"));
    const { outcomes, ms } = await ended;
    expect(outcomes).toEqual(times(4, () => refusedAs("locked")));
    expect(ms).toBeGreaterThan(LOCK_WAIT_MS);
    expect(ms).toBeLessThan(LOCK_WAIT_MS + 2_000);
    await stranger.run("COMMIT");
    expect(usersInFile()).toEqual(["before"]);
    await expectNothingLeft();
  });

  test.each([
    ["stopped and then continued", "SIGCONT"],
    ["killed", "SIGKILL"],
  ] as const)(
    "and is %s refuses writes meanwhile and takes them afterwards",
    async (_name, signal) => {
      const stranger = await startStranger();
      await stranger.run("BEGIN IMMEDIATE");
      await stranger.run(
        "INSERT INTO users (id, name, email, updated_at) VALUES ('x', 'x', 'x@example.com', '2026-11-25')",
      );
      stranger.child.kill("SIGSTOP");
      expect(await outcomesOf([addUser("a"), addPair("b")])).toEqual(
        times(2, () => refusedAs("locked")),
      );
      stranger.child.kill(signal);
      if (signal === "SIGCONT") await stranger.run("ROLLBACK");
      else await once(stranger.child, "exit");
      expect(usersInFile()).toEqual([]);
      await expectNothingLeft();
    },
  );
});

describe("a transaction that SQLite ends by itself", () => {
  test("takes no further statements, and nothing of it is stored", async () => {
    await db.client.$executeRaw`CREATE TRIGGER spoil BEFORE INSERT ON users WHEN NEW.id = 'spoilt-1'
      BEGIN SELECT RAISE(ROLLBACK, 'spoilt'); END`;
    const going = db.transaction(async (tx) => {
      const on = { client: tx as Database["client"] };
      await addUser("early", on);
      await expect(addUser("spoilt-1", on)).rejects.toThrow("spoilt");
      await addUser("late", on);
    });
    await expect(going).rejects.toThrow("has ended");
    await expect(addPair("spoilt")).rejects.toThrow("spoilt");
    expect(usersInFile()).toEqual([]);
    await expectNothingLeft();
  });
});

describe("a disk", () => {
  test.runIf(isRoot)(
    "that is full at the commit refuses the write, and stores it once there is room",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "sunchak-small-disk-"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]);
      try {
        copyFileSync(path, join(folder, "shop.db"));
        const small = openDatabase(`file:${join(folder, "shop.db")}`);
        await addUser("before", small);
        const filler = join(folder, "filler");
        expect(() => writeFileSync(filler, Buffer.alloc(4_000_000))).toThrow("ENOSPC");
        const outcomes = await outcomesOf([addUser("a", small), addPair("b", small)]);
        expect(outcomes).toEqual(times(2, () => refusedAs("disk full")));
        await expect(small.checkWrite()).rejects.toEqual(refusedAs("disk full"));
        expect(usersInFile(join(folder, "shop.db"))).toEqual(["before"]);
        // A transaction that wrote nothing proves nothing.
        await small.transaction((tx) => tx.user.count());
        await expect(small.checkWrite()).rejects.toEqual(refusedAs("disk full"));
        rmSync(filler);
        await small.checkWrite();
        await addPair("b", small);
        expect(usersInFile(join(folder, "shop.db"))).toEqual(["b-1", "b-2", "before"]);
        await small.close();
      } finally {
        execFileSync("umount", ["--lazy", folder]);
        rmdirSync(folder);
      }
    },
  );

  test("that fails for a while refuses writes, and stores them afterwards", async () => {
    await addUser("before");
    const limitFiles = (bytes: string) =>
      execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
    const ignore = () => {};
    process.on("SIGXFSZ", ignore);
    limitFiles("4096");
    const outcomes = await outcomesOf([addUser("a"), addPair("b")]);
    const [check] = await outcomesOf([db.checkWrite()]);
    limitFiles("unlimited");
    process.off("SIGXFSZ", ignore);
    expect([...outcomes, check]).toEqual(times(3, () => refusedAs("damaged")));
    expect(usersInFile()).toEqual(["before"]);
    await expectNothingLeft();
  });
});

describe("a database file that disappears from its path while it is open", () => {
  const expectRefused = async () => {
    const calls = [addUser("a"), addPair("b"), db.client.user.count(), db.checkWrite()];
    expect(await outcomesOf(calls)).toEqual(times(4, () => refusedAs("file replaced")));
  };

  test("refuses every call once deleted, and no empty file takes its place", async () => {
    await addUser("before");
    for (const suffix of ["", "-wal", "-shm"]) rmSync(`${path}${suffix}`);
    await expectRefused();
    expect(existsSync(path)).toBe(false);
  });

  test("refuses every call once replaced, and the new file is not touched", async () => {
    await addUser("before");
    copyFileSync(path, `${path}.copy`);
    const copied = readFileSync(path);
    renameSync(`${path}.copy`, path);
    await expectRefused();
    await db.close();
    expect(readFileSync(path)).toEqual(copied);
  });

  test("refuses every call once its write-ahead log alone is deleted", async () => {
    await addUser("before");
    rmSync(`${path}-wal`);
    await expectRefused();
  });
});

test("a file in another journal mode, as VACUUM INTO writes it, works like any other", async () => {
  await addUser("before");
  const copy = `${path}.copy`;
  const stranger = new DatabaseSync(path);
  stranger.exec(`VACUUM INTO '${copy}'`);
  stranger.close();
  const other = openDatabase(`file:${copy}`);
  await addUser("a", other);
  await addPair("b", other);
  await other.checkWrite();
  expect(usersInFile(copy)).toEqual(["a", "b-1", "b-2", "before"]);
  await other.close();
});

test.runIf(process.platform === "linux")(
  "a file that is not a database is refused, and no failed attempt leaves it open",
  async () => {
    writeFileSync(`${path}.text`, "This is no database, and it is long enough.".repeat(100));
    const other = openDatabase(`file:${path}.text`);
    const open = () => readdirSync("/proc/self/fd").length;
    const before = open();
    const outcomes = await outcomesOf(times(50, () => other.client.user.count()));
    expect(outcomes).toEqual(times(50, () => refusedAs("damaged")));
    expect(open()).toBeLessThan(before + 10);
  },
);

describe("the turns of one process", () => {
  test("refuse a call that has waited for ten seconds, and nothing of it is stored", async () => {
    const file = new SqliteFile(path);
    const first = await file.begin();
    const waiting = outcomesOf([file.write((connection) => connection.exec(insertion("late")))]);
    await delay(TURN_WAIT_MS + 100);
    await first.commit();
    expect(await waiting).toEqual([refusedAs("slow")]);
    await file.write((connection) => connection.exec(insertion("next")));
    await file.close();
    expect(usersInFile()).toEqual(["next"]);
  });

  test("end once each, so a late end does not touch the next transaction", async () => {
    const adapter = await sqliteAdapter(new SqliteFile(path)).connect();
    const first = await adapter.startTransaction();
    await first.commit();
    const second = await adapter.startTransaction();
    await second.executeRaw({ sql: insertion("a"), args: [], argTypes: [] });
    await first.rollback();
    await first.commit();
    await second.commit();
    expect(usersInFile()).toEqual(["a"]);
  });
});

test("a path may hold characters that have a meaning in URLs", async () => {
  const url = `file:${dirname(path)}/a #1 & 100%41.db`;
  await deployMigrations(url);
  const odd = openDatabase(url);
  await addUser("a", odd);
  expect(usersInFile(sqlitePathOf(url))).toEqual(["a"]);
  await odd.close();
});

test("a commit is on the disk before it is answered", async () => {
  const file = new SqliteFile(path);
  const { rows } = await file.write((connection) => connection.all("PRAGMA synchronous"));
  await file.close();
  expect(rows).toEqual([[2n]]); // FULL, https://www.sqlite.org/pragma.html#pragma_synchronous
});

test("a missing file is refused until it exists, and is never created", async () => {
  const missing = openDatabase(`${database.url}.missing`);
  expect(await outcomesOf([addUser("a", missing), missing.checkWrite()])).toEqual(
    times(2, () => refusedAs("unreachable")),
  );
  expect(existsSync(`${path}.missing`)).toBe(false);
  copyFileSync(path, `${path}.missing`);
  await addUser("a", missing);
  expect(usersInFile(`${path}.missing`)).toEqual(["a"]);
  await missing.close();
});

describe("a file without write permission", () => {
  // Root may write everything, so the test runs as another user for a while.
  const asSomebodyElse = async <T>(work: () => Promise<T>): Promise<T> => {
    chmodSync(dirname(path), 0o755);
    process.seteuid?.(65_534);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  };

  test.runIf(isRoot)(
    "is refused as read-only, and written once the permission is back",
    async () => {
      const other = openDatabase(database.url);
      await asSomebodyElse(async () => {
        expect(await outcomesOf([addUser("a", other), other.checkWrite()])).toEqual(
          times(2, () => refusedAs("read-only")),
        );
      });
      await addUser("a", other);
      expect(usersInFile()).toEqual(["a"]);
      await other.close();
    },
  );

  test("that was open before stores what it answers", async () => {
    await addUser("before");
    for (const suffix of ["", "-wal", "-shm"]) chmodSync(`${path}${suffix}`, 0o444);
    await addUser("a");
    await addPair("b");
    expect(usersInFile()).toEqual(["a", "b-1", "b-2", "before"]);
  });
});
