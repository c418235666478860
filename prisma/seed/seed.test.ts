import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Database, openDatabase, sqlitePathOf } from "@sunchak/db";
import { deployMigrations } from "@sunchak/db/migrate";
import { createTestDatabase, expectInvariants, times, watchChild } from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { demoAccounts } from "./accounts.ts";

const config = { maxBalance: 10_000_000, orderExpiresMinutes: 15, adminUrl: "https://admin.test" };
const root = join(import.meta.dirname, "../..");

/** The seeds under test put their temporary files here. */
let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "sunchak-test-"));
});
afterEach(() => rmSync(temporary, { recursive: true }));

/**
 * Runs a command in the repository's root. `limit` is the largest file that it may write, in KiB.
 */
function run(script: string, url: string, { args = [] as string[], limit = "unlimited" } = {}) {
  const command = `ulimit -f ${limit}; exec "${process.execPath}" --import tsx ${script} "$@"`;
  const child = spawn("bash", ["-c", command, script, ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watchChild(child);
}
const seed = (url: string, ...args: string[]) => run("prisma/seed/seed.ts", url, { args });

const nothing = { users: 0, orders: 0, exports: 0 };

/** Counts what the database has of the demo shop, and expects no export to be waiting. */
async function look({ snapshot }: Database) {
  // Of one moment: a seed may be stored between two counts.
  const [users, orders, exports, waiting] = await snapshot((tx) =>
    Promise.all([
      tx.user.count(),
      tx.order.count(),
      tx.outboxEvent.count(),
      tx.outboxEvent.count({ where: { status: { not: "DELIVERED" } } }),
    ]),
  );
  expect(waiting).toBe(0);
  return { users, orders, exports };
}

async function expectWholeShop(db: Database) {
  const { users, orders, exports } = await look(db);
  expect(users).toBe(15);
  expect(orders).toBeGreaterThan(150);
  expect(exports).toBeGreaterThan(140);
  expect(await db.client.rankingSnapshot.count()).toBe(1);
  await expectInvariants({ db, config });
}

/** The folders in which the seeds build their histories. */
const ownFolders = () =>
  readdirSync(temporary)
    .filter((name) => name.startsWith("sunchak-seed-"))
    .map((name) => join(temporary, name));

/** The stages of a seed. The files of its temporary database show which one it has reached. */
const stages = ["migrating", "opening", "selling", "arriving"] as const;

async function hasReached(stage: (typeof stages)[number], to: Database, url: string) {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (stage !== "arriving") {
    const own = join(ownFolders()[0] ?? "", "shop.db");
    if (stage === "migrating") return sizeOf(own) > 0;
    return sizeOf(own) > 400_000 && sizeOf(`${own}-wal`) > (stage === "selling" ? 3_000_000 : 0);
  }
  if (to.provider === "sqlite") return sizeOf(`${sqlitePathOf(url)}-wal`) > 0;
  const [row] = await to.client.$queryRaw<{ locks: bigint }[]>`
    SELECT count(*) AS locks FROM pg_locks
    WHERE relation = 'users'::regclass AND mode = 'ShareRowExclusiveLock'`;
  return Number(row?.locks) > 0;
}

/** Empties SQLite's write-ahead log: a connection that has written does so when it closes. */
async function emptyLog(url: string): Promise<void> {
  const db = openDatabase(url);
  await db.checkWrite();
  await db.close();
}

// A seed takes seconds; on a busy machine, many.
vi.setConfig({ testTimeout: 180_000 });

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  // Until the last stage, the shop is in a temporary SQLite database, whatever the target.
  const toKill = provider === "sqlite" ? stages : (["arriving"] as const);

  test("stores everything or nothing when killed at any moment, and makes one shop when run twice at once", async () => {
    const { db, url, drop } = await createTestDatabase(provider);
    for (const stage of toKill) {
      // After this, everything in the write-ahead log is the seed's.
      if (provider === "sqlite") await emptyLog(url);
      const { child, ended } = seed(url);
      while (child.exitCode === null && !(await hasReached(stage, db, url))) await pause(2);
      child.kill("SIGKILL");
      await ended;
      if (stage !== "arriving") expect(await look(db)).toEqual(nothing);
      // The folders of the last killed seed stay, for the next seed to remove.
      if (stage !== toKill.at(-1)) {
        for (const left of ownFolders()) rmSync(left, { recursive: true });
      }
    }

    const two = Promise.all(times(2, () => seed(url, "--if-empty").ended));
    const seen = new Set<string>();
    let over = false;
    void two.finally(() => {
      over = true;
    });
    while (!over) {
      seen.add(JSON.stringify(await look(db)));
      await pause(50);
    }
    seen.delete(JSON.stringify(nothing));
    seen.delete(JSON.stringify(await look(db)));
    expect([...seen]).toEqual([]);
    for (const { status, output } of await two) {
      expect(status).toBe(0);
      for (const { email, password } of demoAccounts) {
        expect(output).toMatch(new RegExp(`${email} +${password}`));
      }
    }
    await expectWholeShop(db);
    expect(ownFolders()).toEqual([]);

    expect(await seed(url).ended).toEqual({
      status: 1,
      output: "The database is not empty; the demo seed leaves it alone.\n",
    });
    const { email } = demoAccounts[0];
    const { id } = await db.client.user.findUniqueOrThrow({ where: { email } });
    await db.client.authAccount.updateMany({ where: { userId: id }, data: { password: "a:b" } });
    const { output } = await seed(url, "--if-empty").ended;
    // An account with another password is no demo account any more.
    expect(output.match(/\S+@\S+/g)).toEqual(demoAccounts.slice(1).map((one) => one.email));
    await drop();
  });
});

test("a missing database or missing tables are reported with the command to run", async () => {
  const path = join(temporary, "none.db");
  const refusal = async () => (await seed(`file:${path}`).ended).output;
  expect(await refusal()).toBe(`There is no database at ${path} yet. First: npm run db:deploy\n`);
  writeFileSync(path, "");
  expect(await refusal()).toBe("The database has no tables yet. First: npm run db:deploy\n");
});

/** A folder on a disk that is too small for the shop, until it is resized. */
function smallDisk() {
  const folder = mkdtempSync(join(tmpdir(), "sunchak-small-"));
  const mount = (...options: string[]) =>
    execFileSync("mount", ["-t", "tmpfs", "-o", options.join(), "tmpfs", folder]);
  mount("size=200k");
  onTestFinished(() => {
    // Lazily, because a closed database keeps its file open until it is garbage-collected.
    execFileSync("umount", ["--lazy", folder]);
    rmSync(folder, { recursive: true });
  });
  const resize = (size: string) => mount("remount", `size=${size}`);
  /** Makes the disk refuse new files and folders. */
  const takeNoMore = () => {
    const { files, ffree } = statfsSync(folder);
    mount("remount", `nr_inodes=${files - ffree + 5}`);
    const fill = () => times(100, (i) => writeFileSync(join(folder, `${i}`), ""));
    expect(fill).toThrow("ENOSPC");
  };
  return { folder, resize, takeNoMore };
}

const fullDisk = (folder: string, megabytes: string) =>
  new RegExp(
    `^Nothing more can be written to ${folder}: the disk mounted at ${folder} is full \\(${megabytes} MB left\\)\\.\nNothing is half done\\. Make room, then start again\\.\n$`,
  );

test.runIf(process.getuid?.() === 0 && process.platform === "linux")(
  "a full disk is reported, stores nothing, and is no obstacle once there is room",
  async () => {
    const { folder, resize, takeNoMore } = smallDisk();
    const url = `file:${join(folder, "shop.db")}`;
    const deploy = () => run("packages/db/scripts/deploy.ts", url).ended;
    const refusedFor = (left: string) => ({
      status: 1,
      output: expect.stringMatching(fullDisk(folder, left)),
    });
    const refused = refusedFor("0");
    expect(await deploy()).toEqual(refused);
    resize("1500k");
    expect(await deploy()).toMatchObject({ status: 0 });
    resize("900k");
    expect(await seed(url).ended).toEqual(refused);
    const db = openDatabase(url);
    expect(await look(db)).toEqual(nothing);
    resize("20m");
    expect(await seed(url).ended).toMatchObject({ status: 0 });
    await expectWholeShop(db);
    takeNoMore();
    const below = `file:${join(folder, "folder", "shop.db")}`;
    expect(await run("packages/db/scripts/deploy.ts", below).ended).toEqual(refusedFor("\\d+"));
    // Not earlier: its files would make room at some moment, when they are garbage-collected.
    await db.close();
  },
);

test("a limit or a quota is reported like a full disk, also in the temporary folder", async () => {
  const url = `file:${join(temporary, "shop.db")}`;
  const refused = {
    status: 1,
    output: expect.stringMatching(
      /^Nothing more can be written to .*\nNothing is half done\. Make room, then start again\.\n$/,
    ),
  };
  const deploy = (limit: string) => run("packages/db/scripts/deploy.ts", url, { limit }).ended;
  expect(await deploy("100")).toEqual(refused);
  await deployMigrations(url);
  expect(await run("prisma/seed/seed.ts", url, { limit: "700" }).ended).toEqual(refused);
  expect(ownFolders()).toEqual([]);
});
