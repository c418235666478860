import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createTestDatabase, times } from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deployMigrations } from "./migrate.ts";

const FEW = 3;
/** Enough to be killed among them. */
const MANY = 4_000;

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeEach(async () => {
    database = await createTestDatabase(provider);
  });
  afterEach(() => database.drop());

  const makeProducts = (count: number) => {
    const at = new Date();
    return database.db.client.product.createMany({
      data: times(count, (i) => ({
        id: `p${String(i).padStart(5, "0")}`,
        name: `머그 ${i}`,
        nameEn: `Mug ${i}`,
        description: "손으로 빚은 머그예요.",
        descriptionEn: "A mug made by hand.",
        category: "kitchen",
        price: 1,
        images: [],
        searchName: "",
        initialStock: 0,
        stock: 0,
        createdAt: at,
        updatedAt: at,
      })),
    });
  };
  const indexed = () => database.db.client.searchEntry.count();
  const nameOf = async (productId: string) =>
    (await database.db.client.searchEntry.findUniqueOrThrow({ where: { productId } })).names;

  test("the next deployment indexes what a version without the index has written, and what it changed", async () => {
    const { client } = database.db;
    await makeProducts(FEW);
    await deployMigrations(database.url);
    expect(await indexed()).toBe(FEW);
    await client.searchEntry.delete({ where: { productId: "p00001" } });
    await client.product.update({
      where: { id: "p00002" },
      data: { name: "찻잔", version: { increment: 1 } },
    });
    await deployMigrations(database.url);
    expect(await indexed()).toBe(FEW);
    expect(await nameOf("p00001")).toBe("\n 머그 1 \n\t머그1\t\n mug 1 \n");
    expect(await nameOf("p00002")).toBe("\n 찻잔 \n\t찻잔\t\n mug 2 \n");
  });

  test("a change of the index makes every entry anew, but none of a later version", async () => {
    const { client } = database.db;
    await makeProducts(FEW);
    await deployMigrations(database.url);
    await client.searchEntry.update({ where: { productId: "p00001" }, data: { names: "old" } });
    await client.searchEntry.update({
      where: { productId: "p00002" },
      data: { names: "later", version: 9 },
    });
    await client.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name LIKE 'search_entries_%'`;
    await deployMigrations(database.url);
    expect(await nameOf("p00001")).toContain("머그 1");
    expect(await nameOf("p00002")).toBe("later");
  });

  test("the next deployment completes one that was killed while indexing", async () => {
    const { client } = database.db;
    await makeProducts(MANY);
    await client.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name LIKE 'search_entries_%'`;
    const script = join(import.meta.dirname, "../scripts/deploy.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: "ignore",
    });
    const ended = once(child, "close");
    while (child.exitCode === null && (await indexed()) === 0) await pause(1);
    child.kill("SIGKILL");
    await ended;
    const before = await indexed();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(MANY);
    await deployMigrations(database.url);
    expect(await indexed()).toBe(MANY);
  });
});
