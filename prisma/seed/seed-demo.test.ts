import { whyWeak } from "@sunchak/auth";
import {
  checkInvariants,
  getTopProducts,
  listCampaigns,
  listRestockedProducts,
  readSpecs,
  userName,
} from "@sunchak/core";
import { createTestDatabase, onEachDatabase, testDeps } from "@sunchak/testing";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { demoAccounts } from "./accounts.ts";
import { rushProductSlug, soldOutProductSlug } from "./catalog.ts";
import { seedDemo } from "./seed-demo.ts";

onEachDatabase((database) => {
  const now = new Date("2026-11-22T03:00:00.000Z");
  const client = () => database().client;

  beforeAll(() => seedDemo(database(), now));

  it("gives its admins passwords that the admin app accepts", () => {
    const admins = demoAccounts.filter(({ role }) => role === "owner");
    expect(admins.map((admin) => whyWeak(admin.password, admin))).toEqual([null]);
  });

  it("keeps every invariant", async () => {
    const reports = await checkInvariants(database(), { maxBalance: 10_000_000 });
    expect(reports.filter((report) => !report.holds)).toEqual([]);
  });

  it("lives its past in order: the times of an account's entries rise with their numbers", async () => {
    const entries = await client().ledgerEntry.findMany({
      orderBy: [{ userId: "asc" }, { number: "asc" }],
    });
    expect(entries.length).toBeGreaterThan(100);
    const isLate = ({ userId, createdAt }: (typeof entries)[number], i: number) =>
      entries[i - 1]?.userId === userId && Number(entries[i - 1]?.createdAt) >= Number(createdAt);
    expect(entries.filter(isLate)).toEqual([]);
  });

  it("has at least 48 products in 6 categories, with names and pictures in both languages", async () => {
    const products = await client().product.findMany();
    expect(products.length).toBeGreaterThanOrEqual(48);
    expect(new Set(products.map((product) => product.category)).size).toBeGreaterThanOrEqual(6);
    for (const product of products) {
      expect([
        product.name,
        product.nameEn,
        product.description,
        product.descriptionEn,
      ]).not.toContain("");
      expect((product.images as string[]).length).toBeGreaterThan(0);
      const [ko, en] = [readSpecs(product.specs), readSpecs(product.specsEn)];
      expect([ko.length, en.length]).toEqual([ko.length, ko.length]);
      expect(ko.length).toBeGreaterThan(1);
    }
  });

  it("gives everything a name in normalised form", async () => {
    const rows = await Promise.all([
      client().user.findMany(),
      client().category.findMany(),
      client().product.findMany(),
      client().couponCampaign.findMany(),
    ]);
    const names = rows.flat().flatMap((row) => [row.name, "nameEn" in row ? row.nameEn : row.name]);
    expect(names.length).toBeGreaterThan(100);
    expect(names.map((name) => userName.safeParse(name).data)).toEqual(names);
  });

  it("has a product with a stock of 50 and none sold, a sold-out one and one with little stock", async () => {
    const byImage = (slug: string) =>
      client()
        .product.findMany()
        .then((products) =>
          products.find((product) => (product.images as string[])[0] === `/products/${slug}.svg`),
        );
    expect(await byImage(rushProductSlug)).toMatchObject({ stock: 50, soldQuantity: 0 });
    expect((await byImage(soldOutProductSlug))?.stock).toBe(0);
    const low = await client().product.count({ where: { stock: { gte: 1, lte: 3 } } });
    expect(low).toBeGreaterThan(0);
  });

  it("has open campaigns of both kinds, one with 100 coupons and none issued, a sold-out, an upcoming and a closed one", async () => {
    const deps = testDeps(database());
    deps.clock.set(now);
    const { items } = await listCampaigns(deps);
    const open = items.filter(
      (item) => item.opensAt <= now.toISOString() && item.remainingQuantity > 0,
    );
    expect(new Set(open.map((item) => item.discountType))).toEqual(new Set(["FIXED", "PERCENT"]));
    expect(open).toContainEqual(
      expect.objectContaining({ totalQuantity: 100, remainingQuantity: 100 }),
    );
    expect(items.some((item) => item.remainingQuantity === 0)).toBe(true);
    expect(items.some((item) => item.opensAt > now.toISOString())).toBe(true);
    expect(await client().couponCampaign.count({ where: { closesAt: { lte: now } } })).toBe(1);
  });

  it("has a ranking of five and five days of orders, and sends no order out", async () => {
    expect((await getTopProducts(testDeps(database()))).items).toHaveLength(5);
    const paid = await client().order.findMany({ where: { paidAt: { not: null } } });
    expect(
      new Set(paid.map((order) => order.paidAt?.toISOString().slice(0, 10))).size,
    ).toBeGreaterThanOrEqual(5);
    expect(paid.every((order) => order.paidAt && order.paidAt < now)).toBe(true);
    expect(await client().outboxEvent.count({ where: { status: { not: "DELIVERED" } } })).toBe(0);
  });

  it("has products that were bought together, and some that are back in stock", async () => {
    const lists = await client().companionList.findMany();
    expect(lists.filter(({ entries }) => (entries as object[]).length > 0).length).toBeGreaterThan(
      5,
    );
    const deps = testDeps(database());
    deps.clock.set(now);
    expect((await listRestockedProducts(deps)).items.length).toBeGreaterThanOrEqual(3);
  });

  it("has the accounts that npm start shows, and one admin", async () => {
    for (const { email, role } of demoAccounts) {
      expect(await client().user.findUnique({ where: { email } })).toMatchObject({ role });
    }
    expect(await client().user.count({ where: { role: "owner" } })).toBe(1);
  });
});

// The times of the history's orders depend on the hour, and with them how each order ends.
it.each([5, 13, 17, 20])(
  "has a product that is sold out when it is seeded at %i o'clock",
  async (hour) => {
    const database = await createTestDatabase("sqlite");
    onTestFinished(() => database.drop());
    await seedDemo(database.db, new Date(Date.UTC(2026, 10, 27, hour, 26)));
    const products = await database.db.client.product.findMany({ where: { stock: 0 } });
    expect(products.map(({ images }) => images)).toEqual([
      expect.arrayContaining([`/products/${soldOutProductSlug}.svg`]),
    ]);
  },
);
