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
import { getAdminProduct } from "./get-admin-product.ts";
import { importProducts } from "./import-products.ts";
import type { ImportField, ImportRow } from "./import-schema.ts";
import { listAdminProducts } from "./list-admin-products.ts";
import { listProducts } from "./list-products.ts";
import { planImport } from "./plan-import.ts";
import { listAdminProductsInput, listProductsInput } from "./schema.ts";

type Cells = Partial<Record<ImportField, string>>;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  const reason = "봄맞이";
  const get = (id: string) => getAdminProduct(deps, { id });
  const plan = (...cells: Cells[]) =>
    planImport(
      deps,
      cells.map((each, nth) => ({ line: nth + 2, cells: each })),
    );
  /** What a dry run would have applied; every row must be without a fault. */
  const applicable = async (...cells: Cells[]) => {
    const { rows } = await plan(...cells);
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    return rows.flatMap(({ apply }) => apply ?? []);
  };
  const apply = (rows: ImportRow[], idempotencyKey = newId(deps.clock)) =>
    importProducts(deps, { actorId, rows, reason, idempotencyKey });

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    for (const [slug, name, nameEn] of [
      ["kitchen", "주방", "Kitchen"],
      ["bath", "욕실", "Bath"],
    ] as const) {
      const createdAt = deps.clock.now();
      await deps.db.client.category.upsert({
        where: { slug },
        create: { slug, name, nameEn, createdAt },
        update: {},
      });
    }
  });

  it("shows what each row would change, and why it cannot, and writes nothing", async () => {
    const cup = await makeProduct(deps, { name: "컵", price: 10_000, stock: 5, sku: "CUP-1" });
    const pot = await makeProduct(deps, { sku: "POT-1", archived: true });
    const before = await get(cup);
    const { rows, unchanged } = await plan(
      { id: cup, name: "컵", price: "12,000원", stock: "9", category: "욕실", sku: "CUP-1" },
      { id: pot, sku: "POT-1", archived: "✓" },
      { name: "접시", nameEn: "Plate", category: "kitchen", price: "₩3,000", stock: "1,000" },
      { id: cup, price: "1" },
      { id: "unknown", price: "1" },
      { name: "접시", price: "싸게", stock: "-1", category: "정원", sku: "cup-1", archived: "x" },
      { id: pot, stock: "3", stockChange: "2" },
    );
    expect(unchanged).toBe(1);
    expect(rows.map(({ line, changes }) => [line, changes])).toEqual([
      [
        2,
        [
          { field: "category", before: "kitchen", after: "bath" },
          { field: "price", before: 10_000, after: 12_000 },
          { field: "stock", before: 5, after: 9 },
        ],
      ],
      [
        4,
        [
          { field: "name", before: null, after: "접시" },
          { field: "nameEn", before: null, after: "Plate" },
          { field: "category", before: null, after: "kitchen" },
          { field: "price", before: null, after: 3_000 },
          { field: "stock", before: null, after: 1_000 },
        ],
      ],
      [5, []],
      [6, []],
      [7, [{ field: "name", before: null, after: "접시" }]],
      [8, []],
    ]);
    expect(rows.flatMap(({ line, faults }) => (faults.length > 0 ? [[line, faults]] : []))).toEqual(
      [
        [5, [{ field: "id", fault: "SECOND_ROW" }]],
        [6, [{ field: "id", fault: "UNKNOWN_PRODUCT" }]],
        [
          7,
          [
            { field: "sku", fault: "SKU_TAKEN" },
            { field: "nameEn", fault: "MISSING" },
            { field: "category", fault: "UNKNOWN_CATEGORY" },
            { field: "price", fault: "WRONG" },
            { field: "stock", fault: "WRONG" },
            { field: "archived", fault: "READ_ONLY" },
          ],
        ],
        [8, [{ field: "id", fault: "SECOND_ROW" }]],
      ],
    );
    expect(
      rows.every(({ apply: applied, faults }) => (applied === null) === faults.length > 0),
    ).toBe(true);
    expect(await get(cup)).toEqual(before);
  });

  it("applies changes and new products, each in the audit log and the stock journal", async () => {
    const cup = await makeProduct(deps, { price: 10_000, stock: 0 });
    const rows = await applicable(
      { id: cup, name: "옥 찻잔", price: "12000", stock: "9" },
      { name: "옥 접시", nameEn: "Jade plate", category: "bath", price: "3000", stock: "4" },
    );
    expect(await apply(rows)).toEqual({ applied: expect.arrayContaining([2, 3]), refused: [] });
    expect(await get(cup)).toMatchObject({
      ...{ name: "옥 찻잔", price: 12_000, stock: 9, version: 2 },
      journal: [{ quantity: 9, reason }],
    });
    const { restockedAt } = await deps.db.client.product.findUniqueOrThrow({ where: { id: cup } });
    expect(restockedAt).not.toBeNull();
    const found = await listProducts(deps, listProductsInput.parse({ q: "옥" }));
    expect(found.items.map(({ name, stock }) => [name, stock]).sort()).toEqual([
      ["옥 접시", 4],
      ["옥 찻잔", 9],
    ]);
    const log = await listAuditEntries(deps, { subjectId: cup, size: 10 });
    expect(log.items).toMatchObject([
      {
        ...{ action: "product.import", reason },
        before: { name: "도자기 머그", price: 10_000, stock: 0 },
        after: { name: "옥 찻잔", price: 12_000, stock: 9 },
      },
    ]);
    await expectInvariants(deps);
  });

  it("refuses and names a row whose product or stock changed since the dry run", async () => {
    const ids = await Promise.all(times(4, () => makeProduct(deps, { stock: 10, price: 1_000 })));
    const [edited = "", sold = "", added = "", quiet = ""] = ids;
    const rows = await applicable(
      { id: edited, name: "새 이름" },
      { id: sold, stock: "20" },
      { id: added, stockChange: "5" },
      { id: quiet, stock: "20" },
    );
    await deps.db.client.product.update({
      where: { id: edited },
      data: { version: { increment: 1 } },
    });
    const userId = await makeShopper(deps, { balance: 100_000 });
    for (const productId of [sold, added]) {
      await payOrder(deps, { id: await makeOrder(deps, { userId, productId }), userId });
    }
    const { applied, refused } = await apply(rows);
    expect(applied.sort()).toEqual([4, 5]);
    expect(refused.toSorted((a, b) => a.line - b.line)).toEqual([
      { line: 2, why: "CHANGED" },
      { line: 3, why: "CHANGED" },
    ]);
    const stocks = await Promise.all(ids.map(async (id) => (await get(id)).stock));
    expect(stocks).toEqual([10, 9, 14, 20]);
    await expectInvariants(deps);
  });

  it("loses neither a sale nor a change of stock, with imports and payments at once", async () => {
    const productId = await makeProduct(deps, { stock: 10, price: 1_000 });
    const shoppers = await makeShoppers(deps, 6, 100_000);
    const orders = await Promise.all(
      shoppers.map((userId) => makeOrder(deps, { userId, productId })),
    );
    const [added] = await applicable({ id: productId, stockChange: "3" });
    const [set] = await applicable({ id: productId, stock: "50" });
    if (!added || !set) throw new Error("no rows");
    const imported = times(4, () => () => apply([added]));
    const { succeeded } = await allAtOnce<unknown>([
      ...orders.map((id, i) => () => payOrder(deps, { id, userId: shoppers[i] ?? "" })),
      ...imported,
      () => apply([set]),
    ]);
    expect(succeeded).toHaveLength(11);
    const { journal, stock } = await get(productId);
    expect(stock).toBe(10 - 6 + journal.reduce((sum, { quantity }) => sum + quantity, 0));
    expect(journal.filter(({ quantity }) => quantity === 3)).toHaveLength(4);
    await expectInvariants(deps);
  });

  it("applies once for one key, however many at once, and gives each the same answer", async () => {
    const id = await makeProduct(deps, { stock: 5 });
    const rows = await applicable(
      { id, stockChange: "-2" },
      { name: "한 번만", nameEn: "Only once", category: "bath", price: "1" },
    );
    const key = newId(deps.clock);
    const { succeeded } = await allAtOnce(times(5, () => () => apply(rows, key)));
    expect(new Set(succeeded.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(succeeded).toHaveLength(5);
    expect((await get(id)).stock).toBe(3);
    const made = await listAdminProducts(deps, listAdminProductsInput.parse({ q: "한 번만" }));
    expect(made.items).toHaveLength(1);
    await expectInvariants(deps);
  });

  it("refuses a SKU or a category that is gone since the dry run, and applies the rest", async () => {
    const [first, second] = [await makeProduct(deps), await makeProduct(deps)];
    await deps.db.client.category.create({
      data: { slug: "brief", name: "잠깐", nameEn: "Brief", createdAt: deps.clock.now() },
    });
    const rows = await applicable(
      { id: first, sku: "SK-1" },
      { id: second, category: "brief" },
      { name: "그대로", nameEn: "As is", category: "bath", price: "1", sku: "SK-2" },
    );
    await makeProduct(deps, { sku: "sk-1" });
    await deps.db.client.category.delete({ where: { slug: "brief" } });
    const { applied, refused } = await apply(rows);
    expect(applied).toEqual([4]);
    expect(refused.toSorted((a, b) => a.line - b.line)).toEqual([
      { line: 2, why: "SKU_TAKEN" },
      { line: 3, why: "UNKNOWN_CATEGORY" },
    ]);
  });
});
