import {
  expectInvariants,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { archiveProducts, restoreProducts } from "../product/archive-products.ts";
import { aggregateRanking, WINDOW_DELAY_MS, WINDOW_MS } from "./aggregate-ranking.ts";
import { getTopProducts } from "./get-top-products.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let start: Date;
  let week = 0;

  // Each test is eight days after the one before, so that no window has another test's orders.
  beforeEach(async () => {
    start = new Date(Date.UTC(2026, 10, 1 + 8 * week++));
    deps = testDeps(database());
    deps.clock.set(start);
    userId = await makeShopper(deps, { balance: 5_000_000 });
  });

  const sell = async (productId: string, quantity: number, at = start) => {
    deps.clock.set(at);
    const id = await makeOrder(deps, { userId, productId, quantity });
    await payOrder(deps, { id, userId });
    return id;
  };
  const aggregateAt = async (at: number) => {
    deps.clock.set(new Date(at));
    await aggregateRanking(deps);
  };
  const top = async () =>
    (await getTopProducts(deps)).items.map((item) => [item.productId, item.soldQuantity]);

  it("is empty, with nulls, before the first batch", async () => {
    const none = { items: [], windowStart: null, windowEnd: null, aggregatedAt: null };
    expect(await getTopProducts(deps)).toEqual(none);
  });

  it("counts quantities paid from windowStart up to, not at, windowEnd, to the millisecond", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 1_000 });
    const run = start.getTime() + WINDOW_MS + WINDOW_DELAY_MS;
    await sell(productId, 1, new Date(start.getTime() - 1));
    await sell(productId, 10, start);
    await sell(productId, 20, new Date(start.getTime() + WINDOW_MS - 1));
    await sell(productId, 40, new Date(start.getTime() + WINDOW_MS));
    await makeOrder(deps, { userId, productId, quantity: 80 });
    await aggregateAt(run);
    expect(await getTopProducts(deps)).toMatchObject({
      items: [
        { rank: 1, productId, soldQuantity: 30, price: 1_000, imageUrl: "/products/mug.svg" },
      ],
      windowStart: start.toISOString(),
      windowEnd: new Date(start.getTime() + WINDOW_MS).toISOString(),
      aggregatedAt: new Date(run).toISOString(),
    });
    await expectInvariants(deps);
  });

  it("takes the top five, with ties by revenue, then by product id", async () => {
    const prefix = `w${week}`;
    const make = (id: string, price: number) =>
      makeProduct(deps, { id: `${prefix}-${id}`, price, stock: 1_000 });
    const cheap = await make("a-cheap", 1_000);
    const dear = await make("z-dear", 2_000);
    const [tieB, tieA] = [await make("tie-b", 1_500), await make("tie-a", 1_500)];
    const most = await make("most", 1_000);
    const last = await make("last", 9_000);
    for (const id of [cheap, dear, tieB, tieA]) await sell(id, 5);
    await sell(most, 9);
    await sell(last, 4);
    await aggregateAt(start.getTime() + 3_600_000);
    expect(await top()).toEqual([
      [most, 9],
      [dear, 5],
      [tieA, 5],
      [tieB, 5],
      [cheap, 5],
    ]);
    await expectInvariants(deps);
  });

  it("leaves out only what was refunded before windowEnd", async () => {
    const [kept, back] = [
      await makeProduct(deps, { price: 1_000 }),
      await makeProduct(deps, { price: 1_000 }),
    ];
    const before = await sell(back, 3);
    const after = await sell(kept, 2);
    const run = start.getTime() + 3_600_000;
    const refundAt = async (id: string, at: number) => {
      deps.clock.set(new Date(at));
      await refundOrder(deps, { id, actorId: userId, reason: "변심" });
    };
    await refundAt(before, run - WINDOW_DELAY_MS - 1);
    await refundAt(after, run - WINDOW_DELAY_MS);
    await aggregateAt(run);
    expect(await top()).toEqual([[kept, 2]]);
    await expectInvariants(deps);
  });

  /** Sells product 0 most, and each next product one piece less. */
  const sellInOrder = async (count: number) => {
    const ids = await Promise.all(
      times(count, () => makeProduct(deps, { price: 1_000, stock: 1_000 })),
    );
    for (const [i, id] of ids.entries()) await sell(id, count - i);
    return ids;
  };

  it("leaves out archived products, moves the following ones up, and shows them again once restored", async () => {
    const ids = await sellInOrder(7);
    await aggregateAt(start.getTime() + 3_600_000);
    const change = { actorId: userId, ids: [ids[0], ids[3]] as string[] };
    await archiveProducts(deps, change);
    deps.clock.advance(5_000);
    expect((await getTopProducts(deps)).items).toMatchObject(
      [1, 2, 4, 5, 6].map((place, i) => ({
        rank: i + 1,
        productId: ids[place],
        soldQuantity: 7 - place,
      })),
    );
    await expectInvariants(deps);
    await restoreProducts(deps, change);
    deps.clock.advance(5_000);
    expect((await top()).map(([id]) => id)).toEqual(ids.slice(0, 5));
    await expectInvariants(deps);
  });

  it("still shows five when 25 of the stored products were archived", async () => {
    const ids = await sellInOrder(32);
    await archiveProducts(deps, { actorId: userId, ids: ids.slice(0, 25) });
    await aggregateAt(start.getTime() + 3_600_000);
    expect((await top()).map(([id]) => id)).toEqual(ids.slice(25, 30));
    await expectInvariants(deps);
  });

  it("accepts a ranking of five that an earlier version stored", async () => {
    const ids = await sellInOrder(6);
    const run = start.getTime() + 3_600_000;
    await aggregateAt(run);
    const { client } = deps.db;
    const windowEnd = new Date(run - WINDOW_DELAY_MS);
    const { id } = await client.rankingSnapshot.findUniqueOrThrow({ where: { windowEnd } });
    await client.rankingEntry.deleteMany({ where: { snapshotId: id, rank: 6 } });
    await expect(expectInvariants(deps)).rejects.toThrow();
    // The old version stores no depth.
    const old = `old-${id}`;
    await client.$executeRaw`
      INSERT INTO ranking_snapshots (id, window_start, window_end, aggregated_at)
      SELECT ${old}, window_start, ${new Date(run)}, aggregated_at
      FROM ranking_snapshots WHERE id = ${id}`;
    const where = { snapshotId: id };
    await client.rankingEntry.updateMany({ where, data: { snapshotId: old } });
    deps.clock.advance(5_000);
    expect((await top()).map(([product]) => product)).toEqual(ids.slice(0, 5));
    await expectInvariants(deps);
  });

  it("shows what another process stored within five seconds", async () => {
    const productId = await makeProduct(deps, { price: 1_000 });
    await sell(productId, 1);
    await aggregateAt(start.getTime() + 3_600_000);
    expect(await top()).toEqual([[productId, 1]]);
    await deps.db.client.rankingEntry.updateMany({
      where: { productId },
      data: { soldQuantity: 2 },
    });
    deps.clock.advance(4_999);
    expect(await top()).toEqual([[productId, 1]]);
    deps.clock.advance(1);
    expect(await top()).toEqual([[productId, 2]]);
    await deps.db.client.rankingEntry.updateMany({
      where: { productId },
      data: { soldQuantity: 1 },
    });
  });

  it("keeps one result of batches that run at once or late: the one with the latest windowEnd", async () => {
    const productId = await makeProduct(deps, { price: 1_000 });
    await sell(productId, 1);
    const run = start.getTime() + 3_600_000;
    deps.clock.set(new Date(run));
    await Promise.all([aggregateRanking(deps), aggregateRanking(deps), aggregateRanking(deps)]);
    const windowEnd = new Date(run - WINDOW_DELAY_MS);
    expect(await deps.db.client.rankingSnapshot.count({ where: { windowEnd } })).toBe(1);
    await aggregateAt(run - 60_000);
    expect((await getTopProducts(deps)).windowEnd).toBe(windowEnd.toISOString());
    await expectInvariants(deps);
  });
});
