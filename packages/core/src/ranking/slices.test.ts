import { onEachDatabase } from "@sunchak/testing";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { countSold, onSnapshot, type Sold } from "./count-sold.ts";
import { countBySlices, countSlices, storeSlices } from "./slices.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);
const at = (minute: number) => new Date(START + minute * MINUTE);

/** Minutes of two hours, in which an order is paid each minute and every third is refunded. */
const minute = fc.integer({ min: 0, max: 120 });
const period = fc
  .tuple(minute, minute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
/** When something was counted: after all was paid, and while it is being refunded. */
const asOf = fc.integer({ min: 120, max: 300 });

function totals(sold: Sold[]): Map<string, [number, number]> {
  const sums = new Map<string, [number, number]>();
  for (const { productId, soldQuantity, revenue } of sold) {
    const [quantity, won] = sums.get(productId) ?? [0, 0];
    sums.set(productId, [quantity + soldQuantity, won + revenue]);
  }
  for (const [id, [quantity, won]] of sums) if (quantity === 0 && won === 0) sums.delete(id);
  return sums;
}

onEachDatabase((database) => {
  beforeAll(async () => {
    const { client } = database();
    await client.user.create({ data: { id: "shopper", name: "장보미", email: "a@example.com" } });
    const text = { name: "컵", nameEn: "Cup", description: "", descriptionEn: "", searchName: "" };
    const stock = { initialStock: 0, stock: 0, createdAt: at(0), updatedAt: at(0) };
    const products = ["a", "b"].map((id) => ({ id, ...text, ...stock }));
    await client.product.createMany({
      data: products.map((one) => ({ ...one, category: "kitchen", price: 1_000, images: [] })),
    });
    const orders = Array.from({ length: 120 }, (_, n) => ({ id: `order-${n}`, n }));
    await client.order.createMany({
      data: orders.map(({ id, n }) => ({
        id,
        userId: "shopper",
        orderNumber: id,
        ...{ subtotal: 1_000, discount: 0, total: 1_000, createdAt: at(n), expiresAt: at(n) },
        paidAt: at(n),
        ...(n % 3 === 0
          ? { status: "REFUNDED", refundedAt: at(120 + n) }
          : { status: "PAID", refundedAt: null }),
      })),
    });
    await client.orderLine.createMany({
      data: orders.map(({ id, n }) => ({
        orderId: id,
        productId: n % 2 === 0 ? "a" : "b",
        ...{ position: 0, name: "컵", nameEn: "Cup" },
        ...{ unitPrice: 1_000, quantity: 1, amount: 1_000 },
      })),
    });
  });

  it("gives what a plain count gives, whichever slices are stored", async () => {
    const db = database();
    const stored = fc.array(fc.record({ period, asOf }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(stored, period, asOf, async (slices, asked, time) => {
        await db.client.rankingSlice.deleteMany();
        await onSnapshot(db, async (queries) => {
          for (const one of slices) {
            const { from, to } = one.period;
            const counted = { from: at(from), to: at(to), asOf: at(one.asOf) };
            await storeSlices(db.client, await countSlices(queries, counted));
          }
        });
        await onSnapshot(db, async (queries) => {
          const question = { from: at(asked.from), to: at(asked.to), asOf: at(time) };
          const plain = await countSold(queries, question);
          expect(totals(await countBySlices(queries, question))).toEqual(totals(plain));
        });
      }),
      { numRuns: 60 },
    );
  });

  it("reads no orders but those of a refund, where slices are stored", async () => {
    const db = database();
    await db.client.rankingSlice.deleteMany();
    const all = { from: at(0), to: at(120), asOf: at(120) };
    const slices = await onSnapshot(db, (queries) => countSlices(queries, all));
    expect(slices.map(({ from, to }) => [+from, +to])).toEqual(
      Array.from({ length: 12 }, (_, n) => [+at(10 * n), +at(10 * n + 10)]),
    );
    await storeSlices(db.client, slices.slice(3, 4));
    await db.client.rankingSlice.updateMany({ data: { sold: "a 7 7000" } });
    const question = { from: at(30), to: at(40), asOf: at(121) };
    const sold = await onSnapshot(db, (queries) => countBySlices(queries, question));
    expect([...totals(sold)]).toEqual([["a", [7, 7_000]]]);
  });
});
