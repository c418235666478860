import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createTestDatabase, times } from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fold } from "./fold.ts";
import { deployMigrations } from "./migrate.ts";

const FEW = 3;
/** Enough to be killed among them. */
const MANY = 10_000;

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeEach(async () => {
    database = await createTestDatabase(provider);
  });
  afterEach(() => database.drop());

  /** A database as a version without these columns left it. */
  const asBefore = async (count: number) => {
    const { client } = database.db;
    await client.$executeRaw`DELETE FROM _prisma_migrations WHERE migration_name LIKE 'folding%'`;
    await client.user.createMany({
      data: times(count, (i) => ({ id: `u${i}`, name: `Zoë ${i}`, email: `u${i}@example.com` })),
    });
  };
  const folded = () => database.db.client.user.count({ where: { searchName: { not: null } } });

  test("names that were stored before are found after the deployment", async () => {
    const { client } = database.db;
    await asBefore(FEW);
    const at = new Date();
    await client.product.create({
      data: {
        id: "p",
        name: "Élan",
        nameEn: "ＥＬＡＮ",
        searchName: "élan\nｅｌａｎ",
        description: "",
        descriptionEn: "",
        category: "x",
        price: 1,
        images: [],
        initialStock: 0,
        stock: 0,
        createdAt: at,
        updatedAt: at,
      },
    });
    await client.couponCampaign.create({
      data: {
        id: "c",
        name: "Иван",
        nameEn: "Ivan",
        discountType: "FIXED",
        discountValue: 1,
        minOrderAmount: 0,
        totalQuantity: 1,
        opensAt: at,
        closesAt: new Date(at.getTime() + 1),
        validHours: 1,
        createdAt: at,
      },
    });
    await deployMigrations(database.url);
    expect(await client.user.count({ where: { searchName: { startsWith: "zoe " } } })).toBe(FEW);
    expect(await client.product.findMany()).toMatchObject([{ searchName: "elan\nelan" }]);
    expect(await client.couponCampaign.findMany()).toMatchObject([{ searchName: "иван\nivan" }]);
  });

  test("the next deployment completes one that was killed while folding names", async () => {
    await asBefore(MANY);
    const script = join(import.meta.dirname, "../scripts/deploy.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script], {
      env: { ...process.env, DATABASE_URL: database.url },
      stdio: "ignore",
    });
    const ended = once(child, "close");
    while (child.exitCode === null && (await folded()) === 0) await pause(1);
    child.kill("SIGKILL");
    await ended;
    const before = await folded();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(MANY);
    await deployMigrations(database.url);
    expect(await folded()).toBe(MANY);
  });

  test("the next deployment folds names that an earlier version adds meanwhile, and changed ones when told to", async () => {
    const { client } = database.db;
    const name = "Åsa";
    await client.user.create({ data: { id: "late", name, email: "late@example.com" } });
    await client.user.create({
      data: { id: "changed", name, searchName: "what it was", email: "changed@example.com" },
    });
    const searched = async () =>
      (await client.user.findMany({ orderBy: { id: "desc" } })).map((user) => user.searchName);
    await deployMigrations(database.url);
    expect(await searched()).toEqual([fold(name), "what it was"]);
    await deployMigrations(database.url, { foldNames: true });
    expect(await searched()).toEqual([fold(name), fold(name)]);
  });
});
