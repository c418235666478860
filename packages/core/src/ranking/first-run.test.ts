import type { Database } from "@sunchak/db";
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
import { aggregateRanking } from "./aggregate-ranking.ts";
import { getRankingList } from "./find-ranking-list.ts";
import { getTopProducts } from "./get-top-products.ts";
import { rankingDays } from "./schema.ts";

const HOUR = 3_600_000;
const SALES = 122;
/** Which sales, counted back from the last, are of both products: in each window, and long before. */
const BOTH = [1, 3, 11, 27, 119];

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let season = 0;

  // A shop that has sold a piece every twelve hours for 61 days, and has never counted. It sold
  // another product as well: in each window, and in the one before it only in the oldest hours.
  beforeEach(async () => {
    deps = testDeps(database());
    deps.clock.set(new Date(Date.UTC(2026, 0, 1 + 200 * season++)));
    await deps.db.client.rankingSum.deleteMany();
    await deps.db.client.rankingList.deleteMany();
    await deps.db.client.rankingSnapshot.deleteMany();
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    const productId = await makeProduct(deps, { price: 1_000, stock: 1_000 });
    const other = await makeProduct(deps, { price: 1_000, stock: 1_000 });
    const sell = async (one: string) =>
      payOrder(deps, { id: await makeOrder(deps, { userId, productId: one }), userId });
    for (const sale of times(SALES, (i) => SALES - 1 - i)) {
      deps.clock.advance(12 * HOUR);
      await sell(productId);
      if (BOTH.includes(sale)) await sell(other);
    }
    deps.clock.advance(HOUR);
  });

  /** The database, for a process that is killed when it has stored lists once. */
  const killed = (): Database => {
    let isKilled = false;
    return {
      ...deps.db,
      snapshot: (read) => (isKilled ? Promise.reject(new Error("killed")) : deps.db.snapshot(read)),
      async transaction(work) {
        const stored = await deps.db.transaction(work);
        isKilled = true;
        return stored;
      },
    };
  };
  const sold = async () =>
    Promise.all(
      rankingDays.map(
        async (days) => (await getTopProducts(deps, { days })).items[0]?.soldQuantity,
      ),
    );

  it("has the lists of a window as soon as it is counted, also when the run is killed then", async () => {
    for (const counted of [
      [2, undefined, undefined, undefined],
      [2, 6, undefined, undefined],
      [2, 6, 14, undefined],
    ]) {
      const run = aggregateRanking({ ...deps, db: killed() });
      await expect(run).rejects.toThrow("killed");
      deps.clock.advance(5_000);
      expect(await sold()).toEqual(counted);
      await expectInvariants(deps);
    }
    await aggregateRanking(deps);
    expect(await sold()).toEqual([2, 6, 14, 60]);
    await expectInvariants(deps);
  });

  it("has no list that calls a product new only because the window before is not counted", async () => {
    const stopped = { signal: AbortSignal.abort() };
    const seen = new Set<number>();
    for (const _ of times(SALES, (i) => i)) {
      await aggregateRanking(deps, stopped);
      for (const days of rankingDays) {
        const { entries } = await getRankingList(deps, { days, by: "quantity" });
        if (entries.length === 0) continue;
        seen.add(days);
        expect([days, ...entries.map(({ rankBefore }) => rankBefore)]).toEqual([days, 1, 2]);
      }
    }
    expect([...seen]).toEqual([...rankingDays]);
  });
});
