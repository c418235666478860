import { createTestDatabase } from "@sunchak/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Cable, layCable } from "./cable.fixture.ts";
import { type Database, openDatabase } from "./database.ts";

describe("statements on PostgreSQL's own driver", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let cable: Cable;
  let db: Database;

  beforeAll(async () => {
    database = await createTestDatabase("postgresql");
  });
  beforeEach(async () => {
    cable = await layCable(database.url);
    db = openDatabase(cable.url, { connections: 1 });
  });
  afterEach(async () => {
    await db.close();
    cable.close();
  });
  afterAll(() => database.drop());

  const query = (text: string) => db.postgresql?.query(text, () => []);
  const addUser = (id: string, client: Pick<Database["client"], "user"> = db.client) =>
    client.user.create({ data: { id, name: id, email: `${id}@example.com` } });
  const isStored = async (id: string) =>
    (await database.db.client.user.count({ where: { id } })) === 1;
  const sleepIn = async (
    run: (sleep: string) => PromiseLike<unknown> | undefined,
    seconds = 60,
  ) => {
    const sleep = `SELECT pg_sleep(${seconds})::text`;
    // Prisma's promises start when they are awaited.
    const running = Promise.resolve(run(sleep));
    running.catch(() => {});
    const sleeping = () =>
      database.db.client.$queryRaw<object[]>`
        SELECT 1 FROM pg_stat_activity WHERE query = ${sleep} AND state = 'active'`;
    await expect.poll(async () => (await sleeping()).length).toBe(1);
    return { running };
  };

  it("a cut connection fails only its own statement, and the next gets another connection", async () => {
    expect(await query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    const { running } = await sleepIn((sleep) => query(sleep));
    cable.cut();
    await expect(running).rejects.toMatchObject({ name: "OutcomeUnknown" });
    expect(await query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });

  it("a refused statement keeps its connection", async () => {
    const [before] = (await query("SELECT pg_backend_pid() AS pid")) ?? [];
    await expect(query("SELECT 1 / 0")).rejects.toMatchObject({ code: "22012" });
    expect(await query("SELECT pg_backend_pid() AS pid")).toEqual([before]);
  });

  it("a read whose connection is cut is reported as not stored", async () => {
    const { running } = await sleepIn((sleep) => db.postgresql?.read(sleep, () => []));
    cable.cut();
    await expect(running).rejects.toMatchObject({ name: "DatabaseUnavailable" });
    const reading = await sleepIn((sleep) => db.client.$queryRawUnsafe(sleep), 61);
    cable.cut();
    await expect(reading.running).rejects.toMatchObject({ name: "DatabaseUnavailable" });
  });

  it("a transaction cut before its commit is reported as not stored", async () => {
    const cut = db.transaction(async (tx) => {
      await addUser("before-commit", tx);
      cable.cut();
      await addUser("never", tx);
    });
    await expect(cut).rejects.toMatchObject({ name: "DatabaseUnavailable", reason: "unreachable" });
    expect(await isStored("before-commit")).toBe(false);
  });

  it("a transaction cut during its commit is reported as unknown", async () => {
    const cut = db.transaction(async (tx) => {
      await addUser("at-commit", tx);
      cable.cutAfter("COMMIT");
    });
    await expect(cut).rejects.toMatchObject({ name: "OutcomeUnknown" });
    await expect.poll(() => isStored("at-commit")).toBe(true);
  });

  it("a single write whose answer is lost is reported as unknown", async () => {
    await addUser("first");
    cable.cutAfter("INSERT");
    await expect(addUser("single")).rejects.toMatchObject({ name: "OutcomeUnknown" });
    await expect.poll(() => isStored("single")).toBe(true);
  });
});
