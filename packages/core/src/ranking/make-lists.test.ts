import { setImmediate } from "node:timers/promises";
import { times } from "@sunchak/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type ListEntry, type ListKind, makeLists } from "./make-lists.ts";
import type { Sums } from "./sums.ts";

const DAY = 24 * 3_600_000;
const PLACES = 40;

interface Product {
  category: string;
  isOnSale: boolean;
  /** Pieces sold in the last day, and in the day before; a piece costs `price`. */
  now: number;
  before: number;
  price: number;
}

const idOf = (product: number) => `product-${String(product).padStart(6, "0")}`;

/** The lists of one day, as a run makes them of what was sold. */
async function listsOf(products: Product[]) {
  const windowEnd = new Date(Date.UTC(2026, 10, 20));
  const sums: Sums = {
    windowEnd,
    settledUntil: windowEnd,
    countedFrom: new Date(windowEnd.getTime() - 60 * DAY),
    byProduct: new Map(
      products.map(({ now, before, price }, i) => [
        idOf(i),
        [now, now * price, before, before * price, ...times(12, () => 0)],
      ]),
    ),
    slices: [],
  };
  const lists = await makeLists(sums, new Map(products.map((one, i) => [idOf(i), one])));
  return lists.filter(({ days }) => days === 1);
}

/** The same list, by sorting everything. */
function plainList(products: Product[], category: string, kind: ListKind): ListEntry[] {
  const ranked = (when: "now" | "before") =>
    products
      .map(({ price, ...one }, i) => ({
        ...one,
        productId: idOf(i),
        soldQuantity: one[when],
        revenue: one[when] * price,
      }))
      .filter((one) => one.soldQuantity > 0 && (category === "" || one.category === category))
      .filter((one) => kind !== "rising" || one.isOnSale)
      .sort((a, b) => {
        const [byQuantity, byRevenue] = [b.soldQuantity - a.soldQuantity, b.revenue - a.revenue];
        const order = kind === "revenue" ? byRevenue || byQuantity : byQuantity || byRevenue;
        return order || (a.productId < b.productId ? -1 : 1);
      });
  const [now, before] = [ranked("now"), ranked("before")];
  const list = now.map(({ productId, soldQuantity, revenue }, i) => ({
    rank: i + 1,
    rankBefore: before.findIndex((one) => one.productId === productId) + 1 || null,
    ...{ productId, soldQuantity, revenue },
  }));
  if (kind === "rising") {
    const gain = (one: ListEntry) => (one.rankBefore ?? before.length + 1) - one.rank;
    return list
      .slice(0, 100)
      .filter((one) => gain(one) > 0)
      .sort((a, b) => gain(b) - gain(a) || a.rank - b.rank)
      .slice(0, PLACES);
  }
  const onSale = now.flatMap((one, i) => (one.isOnSale ? [i + 1] : [])).slice(0, PLACES / 2);
  return list.slice(0, Math.max(PLACES, onSale.at(-1) ?? 0));
}

const pieces = fc.oneof(fc.nat(3), fc.nat(60));
const product = (archived: number) =>
  fc.record({
    category: fc.constantFrom("kitchen", "bath"),
    isOnSale: fc.integer({ min: 1, max: 10 }).map((n) => n > archived),
    now: pieces,
    before: pieces,
    price: fc.constantFrom(1_000, 2_000),
  });

it("makes the lists that sorting everything makes, whatever is sold and archived", async () => {
  const shop = fc.nat(10).chain((archived) => fc.array(product(archived), { maxLength: 250 }));
  await fc.assert(
    fc.asyncProperty(shop, async (products) => {
      const lists = await listsOf(products);
      const categories = products.filter(({ now }) => now > 0).map(({ category }) => category);
      expect(new Set(lists.map(({ category }) => category))).toEqual(new Set(["", ...categories]));
      for (const { category, kind, entries, depth } of lists) {
        expect([category, kind, entries]).toEqual([
          category,
          kind,
          plainList(products, category, kind),
        ]);
        expect(depth).toBe(Math.max(PLACES, entries.length));
      }
    }),
    { numRuns: 60 },
  );
});

it("puts the largest gain of places first, and takes a new product as coming from after the last", async () => {
  const common = { category: "kitchen", isOnSale: true, price: 1_000 };
  // Ten products were sold before, 0 most and 9 least.
  const sold = (now: number, before: number): Product => ({ ...common, now, before });
  const products = times(10, (i) => sold(0, 10 - i));
  products[9] = sold(100, 1);
  products[10] = sold(90, 0);
  products[8] = sold(80, 2);
  products[7] = sold(70, 3);
  products[11] = sold(60, 0);
  const rising = (await listsOf(products)).find(
    ({ kind, category }) => kind === "rising" && category === "",
  );
  expect(rising?.entries.map((one) => [one.productId, one.rankBefore, one.rank])).toEqual([
    [idOf(9), 10, 1],
    [idOf(10), null, 2],
    [idOf(8), 9, 3],
    [idOf(11), null, 5],
    [idOf(7), 8, 4],
  ]);
});

it("lets other work have its turn while it makes the lists of a large shop", async () => {
  const products = times(50_000, (i) => ({
    category: `category-${i % 60}`,
    isOnSale: i % 9 !== 0,
    now: (i * 7_919) % 1_009,
    before: (i * 104_729) % 997,
    price: 1_000 + (i % 50),
  }));
  let isMaking = true;
  const making = listsOf(products).finally(() => {
    isMaking = false;
  });
  const held: number[] = [];
  await setImmediate();
  while (isMaking) {
    // Of the processor, because another process may have it meanwhile.
    const since = process.cpuUsage();
    await setImmediate();
    const { user, system } = process.cpuUsage(since);
    held.push((user + system) / 1_000);
  }
  expect((await making).length).toBe(61 * 3);
  expect(Math.max(...held)).toBeLessThan(100);
});
