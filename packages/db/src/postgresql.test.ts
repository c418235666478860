import { connect, createServer, type Server, type Socket } from "node:net";
import { createTestDatabase } from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "./database.ts";

describe("statements on PostgreSQL's own driver", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let cable: Server;
  let db: Database;
  const sockets = new Set<Socket>();

  // A server in between whose connections can be cut.
  beforeAll(async () => {
    database = await createTestDatabase("postgresql");
    const url = new URL(database.url);
    const port = Number(url.port);
    cable = createServer((near) => {
      const far = connect(port, url.hostname);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(from);
        from.on("error", () => {});
        from.pipe(to);
      }
    });
    await new Promise<void>((resolve) => cable.listen(0, "127.0.0.1", resolve));
    const address = cable.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    url.port = String(address.port);
    db = openDatabase(url.href, { connections: 1 });
  });
  afterAll(async () => {
    await db.close();
    for (const socket of sockets) socket.destroy();
    cable.close();
    await database.drop();
  });

  const query = (text: string) => db.postgresql?.query(text, () => []);

  it("a connection that is cut fails its statement alone, and the next has another", async () => {
    expect(await query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
    const cut = query("SELECT pg_sleep(60)");
    const sleeping = async () =>
      (
        await database.db.client.$queryRaw<object[]>`
        SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'`
      ).length;
    await expect.poll(sleeping, { timeout: 20_000 }).toBe(1);
    for (const socket of sockets) socket.destroy();
    await expect(cut).rejects.toThrow(/terminated|ECONNRESET/);
    expect(await query("SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });

  it("a refused statement keeps its connection", async () => {
    const [before] = (await query("SELECT pg_backend_pid() AS pid")) ?? [];
    await expect(query("SELECT 1 / 0")).rejects.toMatchObject({ code: "22012" });
    expect(await query("SELECT pg_backend_pid() AS pid")).toEqual([before]);
  });
});
