import {
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeAll, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { archiveProducts } from "../product/archive-products.ts";
import { aggregateRanking } from "./aggregate-ranking.ts";
import { getRankingList } from "./find-ranking-list.ts";
import { getRisingProducts, getTopProducts } from "./get-top-products.ts";
import { rankingDays, rankingOrders } from "./schema.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  const end = Date.UTC(2026, 10, 20);
  const ids = { old: "", week: "", fresh: "", dear: "", bath: "" };

  const sell = async (productId: string, quantity: number, daysAgo: number) => {
    deps.clock.set(new Date(end - daysAgo * DAY - HOUR));
    await payOrder(deps, { id: await makeOrder(deps, { userId, productId, quantity }), userId });
  };
  const aggregate = () => {
    deps.clock.advance(10 * 60_000);
    return aggregateRanking(deps);
  };

  beforeAll(async () => {
    deps = testDeps(database());
    deps.clock.set(new Date(end - 50 * DAY));
    userId = await makeShopper(deps, { balance: 5_000_000 });
    for (const slug of ["kitchen", "bath"]) {
      const names = { name: slug, nameEn: slug };
      await deps.db.client.category.create({ data: { slug, ...names, createdAt: new Date(end) } });
    }
    for (const name of Object.keys(ids) as (keyof typeof ids)[]) {
      ids[name] = await makeProduct(deps, {
        id: `product-${name}`,
        price: name === "dear" ? 50_000 : 1_000,
        stock: 1_000,
        category: name === "bath" ? "bath" : "kitchen",
      });
    }
    await sell(ids.old, 10, 20);
    await sell(ids.fresh, 2, 9);
    await sell(ids.old, 9, 9);
    await sell(ids.week, 8, 5);
    await sell(ids.bath, 3, 2);
    await sell(ids.fresh, 5, 0);
    await sell(ids.dear, 1, 0);
    deps.clock.set(new Date(end));
  });

  const top = async (query: Parameters<typeof getTopProducts>[1]) =>
    (await getTopProducts(deps, query)).items.map((item) => [item.productId, item.soldQuantity]);

  it("is empty, with nulls, in every window and category before the first run", async () => {
    const none = { items: [], windowStart: null, windowEnd: null, aggregatedAt: null };
    for (const days of rankingDays) {
      for (const by of rankingOrders) {
        for (const category of [undefined, "bath", "none"]) {
          expect(await getTopProducts(deps, { days, by, category })).toEqual(none);
        }
      }
      expect(await getRisingProducts(deps, { days })).toEqual(none);
    }
    const query = { days: 7, by: "revenue" } as const;
    expect(await getRankingList(deps, query)).toEqual({
      ...{ entries: [], windowStart: null, windowEnd: null, aggregatedAt: null },
    });
    await aggregate();
  });

  it("has a list of each window, with its own times", async () => {
    const { old, week, fresh, dear, bath } = ids;
    const expected = {
      1: [
        [fresh, 5],
        [dear, 1],
      ],
      3: [
        [fresh, 5],
        [bath, 3],
        [dear, 1],
      ],
      7: [
        [week, 8],
        [fresh, 5],
        [bath, 3],
        [dear, 1],
      ],
      30: [
        [old, 19],
        [week, 8],
        [fresh, 7],
        [bath, 3],
        [dear, 1],
      ],
    };
    for (const days of rankingDays) {
      expect(await top({ days })).toEqual(expected[days]);
      const { windowStart, windowEnd } = await getTopProducts(deps, { days });
      expect(Date.parse(windowEnd ?? "") - Date.parse(windowStart ?? "")).toBe(days * DAY);
    }
  });

  it("orders by revenue, in a category, as many as asked for", async () => {
    expect(await top({ days: 7, by: "revenue", size: 2 })).toEqual([
      [ids.dear, 1],
      [ids.week, 8],
    ]);
    expect(await top({ days: 7, category: "bath" })).toEqual([[ids.bath, 3]]);
    expect(await top({ days: 30, category: "kitchen", by: "quantity", size: 1 })).toEqual([
      [ids.old, 19],
    ]);
  });

  it("has an empty list with the window's times for a category that is unknown or sold nothing", async () => {
    const { items, ...times } = await getTopProducts(deps, { days: 1 });
    expect(items).not.toEqual([]);
    for (const category of ["bath", "none", "", "__proto__"]) {
      expect(await getTopProducts(deps, { days: 1, category })).toEqual({ items: [], ...times });
    }
  });

  it("tells what is rising, by how many places, and what is new", async () => {
    const { old, week, fresh, dear, bath } = ids;
    // Before: 1. old, 2. fresh. Now: 1. week, 2. fresh, 3. bath, 4. dear.
    const rising = await getRisingProducts(deps, { days: 7 });
    expect(rising.items.map((item) => [item.productId, item.rank, item.rankBefore])).toEqual([
      [week, 1, null],
    ]);
    const list = await getRankingList(deps, { days: 7, by: "quantity" });
    expect(list.entries.map((entry) => [entry.productId, entry.rank, entry.rankBefore])).toEqual([
      [week, 1, null],
      [fresh, 2, 2],
      [bath, 3, null],
      [dear, 4, null],
    ]);
    expect(list.entries.some(({ productId }) => productId === old)).toBe(false);
  });

  it("leaves out what was archived since, in every list, and marks it for admins", async () => {
    await archiveProducts(deps, { actorId: userId, ids: [ids.week] });
    expect(await top({ days: 7 })).toEqual([
      [ids.fresh, 5],
      [ids.bath, 3],
      [ids.dear, 1],
    ]);
    const { items } = await getTopProducts(deps, { days: 7 });
    expect(items.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect((await getRisingProducts(deps, { days: 7 })).items).toEqual([]);
    const list = await getRankingList(deps, { days: 7, by: "quantity" });
    expect(list.entries.map(({ archived }) => archived)).toEqual([true, false, false, false]);
    // The next run counts places among what is on sale.
    await aggregate();
    const rising = await getRisingProducts(deps, { days: 7 });
    expect(rising.items.map((item) => [item.productId, item.rank, item.rankBefore])).toEqual([
      [ids.fresh, 1, 2],
      [ids.bath, 2, null],
    ]);
  });

  it("asks the database once in five seconds, whatever categories visitors invent", async () => {
    let reads = 0;
    const { rankingList } = deps.db.client;
    const client = new Proxy(deps.db.client, {
      get: (target, name) => {
        if (name === "rankingList") reads += 1;
        return name === "rankingList" ? rankingList : Reflect.get(target, name);
      },
    });
    const counting = { ...deps, db: { ...deps.db, client } };
    await Promise.all(
      times(100, (i) => getTopProducts(counting, { days: 7, category: `made-up-${i}` })),
    );
    await getTopProducts(counting, { days: 7, size: 20 });
    expect(reads).toBe(1);
    deps.clock.advance(5_000);
    await getTopProducts(counting, { days: 7 });
    expect(reads).toBe(2);
  });
});
