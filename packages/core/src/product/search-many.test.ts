import { storeSearchEntries } from "@sunchak/db";
import { onEachDatabase, type TestDeps, testDeps, times } from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { plainSearch } from "../search/plain-search.fixture.ts";
import { listAdminProducts } from "./list-admin-products.ts";
import { listProducts } from "./list-products.ts";
import { listAdminProductsInput, listProductsInput } from "./schema.ts";
import { suggestProducts } from "./suggest-products.ts";

onEachDatabase((database) => {
  let deps: TestDeps;
  const search = (input: object) => listProducts(deps, listProductsInput.parse(input));

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.product.deleteMany();
    await deps.db.client.category.deleteMany();
    await deps.db.client.category.create({
      data: { slug: "coffee", name: "커피 용품", nameEn: "Coffee", createdAt: deps.clock.now() },
    });
  });

  /** More products than are sorted or looked at together, and what the rule needs of them. */
  const addMany = async () => {
    const at = deps.clock.now();
    const rows = times(2_600, (i) => ({
      id: `many-${String((i * 37) % 2_600).padStart(4, "0")}`,
      version: 1,
      archivedAt: i % 13 ? null : at,
      name: ["머그컵", "유리 머그", "커버 머그", "ㅁ자 머그"][i % 4] + (i % 3 ? "" : " 세트"),
      nameEn: i % 5 ? "Mug" : "A mug",
      description: i % 7 ? "" : "커피를 마셔요.",
      descriptionEn: "",
      category: i % 2 ? "coffee" : "none",
      soldQuantity: (i * 7) % 11,
      price: 1n,
      images: [],
      searchName: "",
      initialStock: 1,
      stock: 1,
      createdAt: at,
      updatedAt: at,
    }));
    await deps.db.client.product.createMany({ data: rows });
    await storeSearchEntries(deps.db.client, rows);
    // Plans of the nearly empty tables would be used on.
    await deps.db.client.$executeRaw`ANALYZE`;
    return rows.map((row) => ({
      ...row,
      categoryNames: row.category === "coffee" ? ["커피 용품", "Coffee"] : [],
    }));
  };

  it("finds pages of more products than it sorts as the rule does, early and late ones", async () => {
    const plain = (await addMany()).filter((row) => row.archivedAt === null);
    const inNames = plain.map((product) => ({ ...product, categoryNames: [], description: "" }));
    for (const q of [
      "ㅁ",
      "m",
      "머",
      "머그",
      "mug",
      "ㅁㄱ",
      "커피",
      "머그 세",
      "mug ㅋ",
      "ㅁ a m u g 머 그",
    ]) {
      const expected = plainSearch(plain, q);
      const ids = async (page: number, size: number) =>
        (await search({ q, page, size })).items.map(({ id }) => id);
      expect([q, await ids(1, 20)]).toEqual([q, expected.slice(0, 20)]);
      expect([q, await ids(3, 50)]).toEqual([q, expected.slice(100, 150)]);
      expect([q, await ids(13, 100)]).toEqual([q, expected.slice(1_200, 1_300)]);
      expect(await ids(100, 100)).toEqual([]);
      const newest = await search({ q, sort: "newest" });
      const byId = expected.toSorted().toReversed();
      expect([q, newest.items.map(({ id }) => id)]).toEqual([q, byId.slice(0, 20)]);
      expect(newest.total).toBe(expected.length);
      const { items } = await suggestProducts(deps, { q });
      const suggested = plainSearch(inNames, q).slice(0, 8);
      expect([q, items.map(({ productId }) => productId)]).toEqual([q, suggested]);
    }
  }, 60_000);

  it("lets an admin page through all that the rule finds, in each order, archived products too", async () => {
    const rows = await addMany();
    const values = {
      newest: () => 0,
      bestSelling: (row: (typeof rows)[number]) => row.soldQuantity,
    };
    for (const q of ["ㅁ", "머그 세", "커피", "ㅁ a m u g 머 그"]) {
      for (const status of ["all", "active"] as const) {
        const some = rows.filter((row) => status === "all" || row.archivedAt === null);
        const ids = new Set(plainSearch(some, q));
        for (const [sort, value] of Object.entries(values)) {
          const expected = some
            .filter(({ id }) => ids.has(id))
            .toSorted((a, b) => value(b) - value(a) || (a.id < b.id ? 1 : -1))
            .map(({ id }) => id);
          const found: string[] = [];
          for (let cursor: string | null | undefined; cursor !== null; ) {
            const input = { q, status, sort, size: 100, ...(cursor && { cursor }) };
            const page = await listAdminProducts(deps, listAdminProductsInput.parse(input));
            found.push(...page.items.map(({ id }) => id));
            cursor = page.nextCursor;
          }
          expect([q, status, sort, found]).toEqual([q, status, sort, expected]);
        }
      }
    }
  }, 60_000);

  it("lets other calls have their turn while it looks at many products", async () => {
    await addMany();
    for (const large of [
      () => search({ q: "ㅁ", page: 13, size: 100 }),
      () => search({ q: "머 그 a", sort: "newest" }),
      () => search({ q: "m", minPrice: 2 }),
    ]) {
      let turns = 0;
      let isRunning = true;
      const count = () => {
        turns += 1;
        if (isRunning) setImmediate(count);
      };
      setImmediate(count);
      await large();
      isRunning = false;
      expect(turns).toBeGreaterThan(2);
    }
  });
});
