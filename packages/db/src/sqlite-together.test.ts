import { execFileSync } from "node:child_process";
import { DatabaseSync } from "@photostructure/sqlite";
import { createTestDatabase, times } from "@sunchak/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sqlitePathOf } from "./provider.ts";
import type { SqliteStatements } from "./sqlite.ts";
import { sqliteOn } from "./sqlite.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { SqliteFile } from "./sqlite-file.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let path: string;
let file: SqliteFile;

beforeEach(async () => {
  database = await createTestDatabase("sqlite");
  path = sqlitePathOf(database.url);
  file = new SqliteFile(path);
});
afterEach(async () => {
  await file.close();
  await database.drop();
});

const insert = ({ run }: SqliteStatements, id: string) =>
  run`INSERT INTO users (id, name, email, updated_at) VALUES (${id}, '', ${id}, ${new Date(0)})`;

const add = (id: string) => sqliteOn(file).write((statements) => insert(statements, id));

/** What Prisma makes of a trigger's error. */
const SPOILT = "ForeignKeyConstraintViolation";

/** Makes SQLite end the transaction when a user of this id is inserted. */
const spoilTransactions = () => database.db.client.$executeRaw`
  CREATE TRIGGER spoil BEFORE INSERT ON users WHEN NEW.id = 'spoilt'
  BEGIN SELECT RAISE(ROLLBACK, 'the transaction is spoilt'); END`;

/** A call that changes something and is then refused. */
const addAndRefuse = (id: string) =>
  sqliteOn(file).write((statements) => {
    insert(statements, id);
    throw new Error(`${id} is refused`);
  });

/** The users that a separate connection reads in the file, in order of insertion. */
function storedUsers(): string[] {
  const reader = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = reader.prepare("SELECT id FROM users ORDER BY rowid").all();
    return rows.map(({ id }) => id);
  } finally {
    reader.close();
  }
}

/** How each call ended: what is stored at that moment, or its error. */
const endsOf = (calls: Promise<unknown>[]) =>
  Promise.all(calls.map((call) => call.then(storedUsers, (error: Error) => error.message)));

/** How often each kind of statement has run since this was called. */
function countStatements() {
  const exec = vi.spyOn(SqliteConnection.prototype, "exec");
  return (sql: string) => exec.mock.calls.filter(([script]) => script === sql).length;
}
afterEach(() => vi.restoreAllMocks());

test("calls of one moment share a commit, are told after it, and each is undone alone", async () => {
  const count = countStatements();
  const calls = [add("a"), addAndRefuse("b"), add("c"), add("a"), add("d")];
  const stored = ["a", "c", "d"];
  const twice = expect.stringMatching("UniqueConstraintViolation");
  expect(await endsOf(calls)).toEqual([stored, "b is refused", stored, twice, stored]);
  expect(count("COMMIT")).toBe(1);
});

test("a call sees what the calls before it in its transaction have changed, before that is stored", async () => {
  const first = add("a");
  const refused = sqliteOn(file).write(({ all }) => {
    throw new Error(`${all`SELECT id FROM users`.length} user, ${storedUsers().length} stored`);
  });
  expect(await endsOf([first, refused])).toEqual([["a"], "1 user, 0 stored"]);
});

test("a call that makes SQLite end the transaction takes no other call with it", async () => {
  await spoilTransactions();
  const ends = await endsOf([add("a"), addAndRefuse("b"), add("spoilt"), add("c"), add("spoilt")]);
  expect(ends[1]).toBe("b is refused");
  expect([ends[2], ends[4]]).toEqual([SPOILT, SPOILT]);
  expect(storedUsers()).toEqual(["a", "c"]);
});

test("no statement of a call runs after SQLite has ended its transaction", async () => {
  await spoilTransactions();
  const stubborn = sqliteOn(file).write((statements) => {
    expect(() => insert(statements, "spoilt")).toThrow(SPOILT);
    insert(statements, "outside");
  });
  expect(await endsOf([add("a"), stubborn])).toEqual([["a"], "no such savepoint: call"]);
});

test("a commit that fails refuses every call of its transaction, also those that it had refused", async () => {
  await add("before");
  const limitFiles = (bytes: string) =>
    execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
  const ignore = () => {};
  process.on("SIGXFSZ", ignore);
  limitFiles("4096");
  const ends = await endsOf([add("a"), addAndRefuse("b"), add("c")]);
  limitFiles("unlimited");
  process.off("SIGXFSZ", ignore);
  expect(ends).toEqual(times(3, () => "The database is unavailable: damaged."));
  expect(storedUsers()).toEqual(["before"]);
  await add("d");
  expect(storedUsers()).toEqual(["before", "d"]);
});

test("calls keep their turn beside transactions of several steps", async () => {
  const count = countStatements();
  const before = [add("a"), add("b")];
  const stepwise = file.begin().then(async ({ connection, commit }) => {
    expect(storedUsers()).toEqual(["a", "b"]);
    connection.exec("INSERT INTO users (id, name, email, updated_at) VALUES ('c', '', 'c', '')");
    await new Promise(setImmediate);
    await commit();
  });
  const after = [add("d"), add("e")];
  await Promise.all([...before, stepwise, ...after]);
  expect(storedUsers()).toEqual(["a", "b", "c", "d", "e"]);
  expect(count("COMMIT")).toBe(3);
});

test("a shared transaction takes no more calls after 20 ms, so that other work goes on", async () => {
  const count = countStatements();
  const busy = (id: string) =>
    file.write(() => {
      const until = performance.now() + 5;
      while (performance.now() < until);
      return id;
    });
  await Promise.all(times(20, (n) => busy(String(n))));
  expect(count("COMMIT")).toBeGreaterThanOrEqual(4);
});

test("a file is closed once the writes that wait are stored, and takes no call from then on", async () => {
  const waiting = endsOf([add("a"), addAndRefuse("b")]);
  const stepwise = file.begin().then(async ({ connection, commit }) => {
    await new Promise(setImmediate);
    connection.exec("INSERT INTO users (id, name, email, updated_at) VALUES ('c', '', 'c', '')");
    await commit();
  });
  const closing = file.close();
  const late = [add("d"), file.begin(), file.beginSnapshot(), file.read(() => null)];
  const refused = times(4, () => "The database is closed.");
  expect(await endsOf(late)).toEqual(refused);
  await closing;
  expect(storedUsers()).toEqual(["a", "c"]);
  expect(await waiting).toEqual([["a"], "b is refused"]);
  await stepwise;
});
