import { createTestDatabase } from "@sunchak/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Database } from "./database.ts";
import { Prisma } from "./index.ts";
import { readInPieces, readRows } from "./read-rows.ts";
import { TURN_WAIT_MS } from "./sqlite-file.ts";
import { DatabaseUnavailable } from "./unavailable.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;

beforeEach(async () => {
  database = await createTestDatabase("sqlite");
  db = database.db;
});
afterEach(() => database.drop());

const MANY = 300_000;

/** As many rows, each with the users that there are. */
const long = (rows = MANY) =>
  readInPieces<{ i: bigint; users: bigint }>(
    db,
    Prisma.sql`
      SELECT value AS i, (SELECT count(*) FROM users WHERE value > 0) AS users
      FROM (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ${rows})
        SELECT value FROM n)`,
  );
const addUser = (id: string) =>
  db.client.user.create({ data: { id, name: "", email: `${id}@example.com` } });
const countUsers = () => readRows<{ n: bigint }>(db, Prisma.sql`SELECT count(*) AS n FROM users`);

test("calls have their turn while a statement reads for long, and it reads one state", async () => {
  await addUser("a");
  const [seen, numbers] = [new Set<bigint>(), new Set<bigint>()];
  const others: Promise<unknown>[] = [];
  let done = 0;
  let doneMeanwhile = 0;
  for await (const rows of long()) {
    doneMeanwhile = done;
    others.push(
      addUser(`u${others.length}`)
        .then(countUsers)
        .then(() => done++),
    );
    for (const { i, users } of rows) {
      numbers.add(i);
      seen.add(users);
    }
  }
  expect(numbers.size).toBe(MANY);
  expect([...seen]).toEqual([1n]);
  expect(doneMeanwhile).toBeGreaterThan(1);
  await Promise.all(others);
  expect(await countUsers()).toEqual([{ n: BigInt(1 + others.length) }]);
});

test("one long statement runs after the other, also after one that was left or failed", async () => {
  const order: string[] = [];
  const read = async (name: string, most: number) => {
    for await (const rows of long()) {
      order.push(name);
      if (rows.length >= most) break;
    }
  };
  const fail = async () => {
    for await (const _ of readInPieces(db, Prisma.sql`SELECT absent`)) order.push("failed");
  };
  const [first, refused, left, last] = [
    read("first", MANY),
    fail(),
    read("left", 1),
    read("last", MANY),
  ];
  await expect(refused).rejects.toThrow("no such column");
  await Promise.all([first, left, last]);
  expect(order.indexOf("last")).toBeGreaterThan(order.lastIndexOf("first"));
  expect(order.indexOf("last")).toBe(order.indexOf("left") + 1);
});

test("a long statement whose turn does not come is refused, and those after it have theirs", async () => {
  const holding = long();
  await holding.next();
  const late = long(1).next();
  const since = performance.now();
  await expect(late).rejects.toThrow(DatabaseUnavailable);
  expect(performance.now() - since).toBeGreaterThan(TURN_WAIT_MS - 1_000);
  const next = long(1).next();
  await holding.return(undefined);
  expect((await next).value).toHaveLength(1);
});
