import {
  allAtOnce,
  expectInvariants,
  makeOrder,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { newId } from "../ids.ts";
import { payOrder } from "../payment/pay-order.ts";
import { adjustStock } from "./adjust-stock.ts";
import { archiveProducts, restoreProducts } from "./archive-products.ts";
import { createProduct } from "./create-product.ts";
import { getAdminProduct } from "./get-admin-product.ts";
import { getProduct } from "./get-product.ts";
import { listAdminProducts } from "./list-admin-products.ts";
import { listProducts } from "./list-products.ts";
import { listStockJournal } from "./list-stock-journal.ts";
import {
  createProductInput,
  isLowOnStock,
  listAdminProductsInput,
  listProductsInput,
} from "./schema.ts";
import { updateProduct } from "./update-product.ts";

const fields = {
  name: "유리 주전자",
  nameEn: "Glass kettle",
  description: "끓여요.",
  descriptionEn: "It boils.",
  specs: "용량: 1L",
  specsEn: "Holds: 1 L",
  category: "kitchen",
  price: 32_000,
  images: ["/products/kettle.svg"],
};

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  const get = (id: string) => getAdminProduct(deps, { id });
  const logged = async (subjectId: string) =>
    (await listAuditEntries(deps, { subjectId, size: 100 })).items;

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.product.updateMany({ data: { category: "past" } });
    actorId = await makeShopper(deps, { role: "owner" });
    const names = { name: "주방", nameEn: "Kitchen" };
    await deps.db.client.category.upsert({
      where: { slug: "kitchen" },
      create: { slug: "kitchen", ...names, createdAt: deps.clock.now() },
      update: names,
    });
  });

  it("creates a product that shoppers find by either name", async () => {
    const { id } = await createProduct(deps, { actorId, ...fields, stock: 7 });
    expect(await get(id)).toMatchObject({
      ...fields,
      id,
      stock: 7,
      initialStock: 7,
      version: 1,
      archivedAt: null,
      imageUrl: "/products/kettle.svg",
      journal: [],
    });
    const found = await listProducts(deps, listProductsInput.parse({ q: "GLASS kettle" }));
    expect(found.items.map((product) => product.id)).toContain(id);
    expect(await logged(id)).toMatchObject([
      { action: "product.create", before: null, after: { ...fields, stock: 7 } },
    ]);
    await expectInvariants(deps);
  });

  it("changes and logs only the fields of the edit", async () => {
    const { id, version } = await createProduct(deps, { actorId, ...fields, stock: 7 });
    deps.clock.advance(1);
    const edit = { ...fields, price: 30_000, nameEn: "Tea kettle" };
    expect(await updateProduct(deps, { actorId, id, version, ...edit })).toMatchObject({
      price: 30_000,
      version: 2,
      stock: 7,
    });
    expect((await logged(id))[0]).toMatchObject({
      before: { price: 32_000, nameEn: "Glass kettle" },
      after: { price: 30_000, nameEn: "Tea kettle" },
    });
    const found = await listProducts(deps, listProductsInput.parse({ q: "tea kettle" }));
    expect(found.items.map((product) => product.id)).toContain(id);
  });

  it("shows the second of two editors what the first has changed", async () => {
    const { id, version } = await createProduct(deps, { actorId, ...fields, stock: 7 });
    const { succeeded, refused } = await allAtOnce(
      times(4, (i) => () => updateProduct(deps, { actorId, id, version, ...fields, price: i })),
    );
    expect([succeeded.length, refused]).toEqual([1, { CONFLICT: 3 }]);
    const price = succeeded[0]?.price;
    await expect(updateProduct(deps, { actorId, id, version, ...fields })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: { price, version: 2 } },
    });
    expect(await logged(id)).toHaveLength(2);
  });

  it("loses neither an edit nor a sale that happen at once", async () => {
    const { id, version } = await createProduct(deps, { actorId, ...fields, stock: 7 });
    const userId = await makeShopper(deps, { balance: 100_000 });
    const orderId = await makeOrder(deps, { userId, productId: id });
    await Promise.all([
      payOrder(deps, { id: orderId, userId }),
      updateProduct(deps, { actorId, id, version, ...fields, price: 1 }),
    ]);
    expect(await get(id)).toMatchObject({ stock: 6, soldQuantity: 1, price: 1 });
    await expectInvariants(deps);
  });

  it("archives and restores many, each logged once", async () => {
    const ids = [await makeProduct(deps), await makeProduct(deps), "unknown", "a\u0000b"];
    const known = ids.slice(0, 2).sort();
    expect(await archiveProducts(deps, { actorId, ids })).toEqual({ ids: known });
    expect(await archiveProducts(deps, { actorId, ids })).toEqual({ ids: [] });
    await expect(getProduct(deps, { id: known[0] ?? "" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await get(known[0] ?? "")).archivedAt).not.toBeNull();
    deps.clock.advance(1);
    expect(await restoreProducts(deps, { actorId, ids })).toEqual({ ids: known });
    expect((await get(known[0] ?? "")).archivedAt).toBeNull();
    expect((await logged(known[0] ?? "")).map(({ action }) => action)).toEqual([
      "product.restore",
      "product.archive",
    ]);
  });

  it("keeps what the search reads of a product with each of its writes", async () => {
    const entry = (productId: string) =>
      deps.db.client.searchEntry.findUniqueOrThrow({ where: { productId } });
    const { id, version } = await createProduct(deps, { actorId, ...fields, stock: 7 });
    expect(await entry(id)).toMatchObject({ version, archived: false, category: "kitchen" });
    expect((await entry(id)).names).toContain("\n 유리 주전자 \n");
    const edit = { ...fields, name: "놋 주전자", descriptionEn: "It sings." };
    const { version: later } = await updateProduct(deps, { actorId, id, version, ...edit });
    expect(await entry(id)).toMatchObject({ version: later, texts: "\n끓여요.\nit sings.\n" });
    expect((await entry(id)).names).toContain("\n 놋 주전자 \n");
    await archiveProducts(deps, { actorId, ids: [id] });
    expect(await entry(id)).toMatchObject({ archived: true });
    const frequent = listProductsInput.parse({ q: "노" });
    expect(await listProducts(deps, frequent)).toMatchObject({ items: [], total: 0 });
    await restoreProducts(deps, { actorId, ids: [id] });
    expect(await entry(id)).toMatchObject({ archived: false });
    expect(await listProducts(deps, frequent)).toMatchObject({ items: [{ id }], total: 1 });
  });

  it("adjusts the stock with a reason in the journal, and never below 0", async () => {
    const id = await makeProduct(deps, { stock: 5 });
    const adjust = (quantity: number) =>
      adjustStock(deps, { actorId, id, quantity, reason: "입고" });
    expect(await adjust(3)).toEqual({ id, stock: 8 });
    deps.clock.advance(1_000);
    expect(await adjust(-8)).toEqual({ id, stock: 0 });
    await expect(adjust(-1)).rejects.toMatchObject({
      code: "OUT_OF_STOCK",
      details: { lines: [{ productId: id, requested: 1, available: 0 }] },
    });
    await expect(adjust(1_000_001)).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    expect((await get(id)).journal).toMatchObject([
      { quantity: -8, reason: "입고", actor: { id: actorId } },
      { quantity: 3 },
    ]);
    const first = await listStockJournal(deps, { id, size: 1 });
    expect(first.items).toMatchObject([{ quantity: -8 }]);
    const cursor = first.nextCursor ?? "";
    expect(await listStockJournal(deps, { id, size: 1, cursor })).toMatchObject({
      items: [{ quantity: 3 }],
      nextCursor: null,
    });
    expect(await logged(id)).toHaveLength(2);
    await expectInvariants(deps);
  });

  it("adjusts once for one key, however many at once", async () => {
    const id = await makeProduct(deps, { stock: 5 });
    const change = { actorId, id, quantity: -2, reason: "파손", idempotencyKey: newId(deps.clock) };
    await allAtOnce(times(6, () => () => adjustStock(deps, change)));
    expect((await get(id)).stock).toBe(3);
  });

  it("never sells or takes away more than the stock, with adjustments and payments at once", async () => {
    const id = await makeProduct(deps, { stock: 10, price: 1_000 });
    const shoppers = await makeShoppers(deps, 10, 100_000);
    const orders = await Promise.all(
      shoppers.map((userId) => makeOrder(deps, { userId, productId: id })),
    );
    const { succeeded, refused } = await allAtOnce<unknown>([
      ...orders.map(
        (orderId, i) => () => payOrder(deps, { id: orderId, userId: shoppers[i] ?? "" }),
      ),
      ...times(10, () => () => adjustStock(deps, { actorId, id, quantity: -1, reason: "파손" })),
    ]);
    expect([succeeded.length, refused.OUT_OF_STOCK]).toEqual([10, 10]);
    expect((await get(id)).stock).toBe(0);
    await expectInvariants(deps);
  });

  it.each(["newest", "priceAsc", "priceDesc", "stockAsc", "bestSelling"] as const)(
    "pages by %s without a gap or a repeat",
    async (sort) => {
      for (let i = 0; i < 7; i++) {
        if (i % 3 === 0) deps.clock.advance(1_000);
        const price = 1_000 * (i % 2);
        await makeProduct(deps, { category: "paged", price, stock: i % 3 });
      }
      const list = (size: number, cursor?: string) =>
        listAdminProducts(
          deps,
          listAdminProductsInput.parse({ category: "paged", sort, size, cursor }),
        );
      const whole = (await list(100)).items;
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(2, cursor);
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(whole.map(({ id }) => id));
      expect(paged).toHaveLength(7);
      const of = {
        newest: whole.map(({ createdAt }) => -Date.parse(createdAt)),
        priceAsc: whole.map(({ price }) => price),
        priceDesc: whole.map(({ price }) => -price),
        stockAsc: whole.map(({ stock }) => stock),
        bestSelling: whole.map(({ soldQuantity }) => -soldQuantity),
      }[sort];
      expect(of).toEqual([...of].sort((a, b) => a - b));
      // A cursor of another sort order is refused.
      const foreign =
        sort === "newest" ? "WzEsImEiXQ" : "WyIyMDI2LTExLTIyVDAzOjAwOjAwLjAwMFoiLCJhIl0";
      expect((await list(2, foreign)).items).toEqual([]);
      await deps.db.client.product.updateMany({ data: { category: "past" } });
    },
  );

  it("filters by text, status and stock", async () => {
    const out = await makeProduct(deps, { category: "filtered", stock: 0 });
    const low = await makeProduct(deps, { category: "filtered", stock: 10, name: "50%_할인\\컵" });
    const many = await makeProduct(deps, { category: "filtered", stock: 11 });
    const gone = await makeProduct(deps, { category: "filtered", stock: 3, archived: true });
    const ids = async (more: object) => {
      const input = listAdminProductsInput.parse({ category: "filtered", ...more });
      return (await listAdminProducts(deps, input)).items.map(({ id }) => id).sort();
    };
    expect(await ids({})).toEqual([out, low, many].sort());
    expect(await ids({ status: "archived" })).toEqual([gone]);
    expect(await ids({ status: "all" })).toEqual([out, low, many, gone].sort());
    expect(await ids({ stock: "out" })).toEqual([out]);
    expect(await ids({ stock: "low" })).toEqual([low]);
    expect(await ids({ stock: "in" })).toEqual([low, many].sort());
    expect(await ids({ q: "50%_할인\\" })).toEqual([low]);
    expect(await ids({ q: "ceramic MUG", stock: "out" })).toEqual([out]);
  });

  it("finds a product by how its SKU begins, in whichever case, beside those found by name", async () => {
    const named = await makeProduct(deps, { name: "KT 주전자", category: "filtered" });
    deps.clock.advance(1_000);
    const numbered = await makeProduct(deps, { sku: "KT-001", category: "filtered", stock: 0 });
    deps.clock.advance(1_000);
    await makeProduct(deps, { sku: "XKT-1", category: "filtered" });
    const list = async (more: object) => {
      const input = listAdminProductsInput.parse({ category: "filtered", ...more });
      const { items, nextCursor } = await listAdminProducts(deps, input);
      return { ids: items.map(({ id }) => id), nextCursor };
    };
    expect((await list({ q: "kt" })).ids).toEqual([numbered, named]);
    expect((await list({ q: "kt-0" })).ids).toEqual([numbered]);
    expect((await list({ q: "kt", stock: "in" })).ids).toEqual([named]);
    const first = await list({ q: "KT", size: 1 });
    expect(first.ids).toEqual([numbered]);
    expect((await list({ q: "KT", size: 1, cursor: first.nextCursor ?? "" })).ids).toEqual([named]);
  });

  it("never lets two products have one SKU, in whichever case, however many at once", async () => {
    const { succeeded, refused } = await allAtOnce(
      ["kt-9", "KT-9", "Kt-9"].map(
        (sku) => () => createProduct(deps, { actorId, ...fields, sku, stock: 1 }),
      ),
    );
    expect([succeeded.length, refused]).toEqual([1, { SKU_TAKEN: 2 }]);
    const other = await createProduct(deps, { actorId, ...fields, stock: 1 });
    const { id, version } = other;
    const edit = { actorId, id, version, ...fields };
    await expect(updateProduct(deps, { ...edit, sku: "kT-9" })).rejects.toMatchObject({
      code: "SKU_TAKEN",
    });
    expect(await updateProduct(deps, { ...edit, sku: "KT-10" })).toMatchObject({ sku: "KT-10" });
    // What an edit leaves out stays.
    expect(await updateProduct(deps, { ...edit, version: 2 })).toMatchObject({ sku: "KT-10" });
    expect(await updateProduct(deps, { ...edit, version: 3, sku: null })).toMatchObject({
      sku: null,
    });
    expect(await createProduct(deps, { actorId, ...fields, stock: 1 })).toMatchObject({
      sku: null,
    });
  });

  it("counts a product as low on stock by its own threshold, or by the shop's", async () => {
    const make = (stock: number, lowStock?: number) =>
      makeProduct(deps, { category: "thresholds", stock, lowStock });
    const low = [await make(10), await make(50, 50), await make(1, 1)];
    for (const [stock, threshold] of [[11], [51, 50], [2, 1], [1, 0], [0, 50]] as const) {
      await make(stock, threshold);
    }
    const input = listAdminProductsInput.parse({ category: "thresholds", stock: "low" });
    const { items } = await listAdminProducts(deps, input);
    expect(items.map(({ id }) => id).sort()).toEqual(low.sort());
    expect(items.every(isLowOnStock)).toBe(true);
    const all = listAdminProductsInput.parse({ category: "thresholds" });
    expect((await listAdminProducts(deps, all)).items.filter(isLowOnStock)).toHaveLength(3);
  });

  it.each([
    [{ sku: "" }],
    [{ sku: "A B" }],
    [{ sku: "가-1" }],
    [{ sku: "A".repeat(65) }],
    [{ lowStock: -1 }],
    [{ lowStock: 1.5 }],
    [{ name: " " }],
    [{ price: -1 }],
    [{ price: 1.5 }],
    [{ stock: 1_000_001 }],
    [{ category: "Küche" }],
    [{ images: ["https://elsewhere.example/x.png"] }],
    [{ images: ["/products/../secret.svg"] }],
    [{ description: "a\u0000b" }],
    [{ extra: 1 }],
  ])("refuses %j", (bad) => {
    expect(createProductInput.safeParse({ ...fields, stock: 1 }).success).toBe(true);
    expect(createProductInput.safeParse({ ...fields, stock: 1, ...bad }).success).toBe(false);
  });
});
