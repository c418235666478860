import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import {
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { checkInvariants } from "../invariants/check-invariants.ts";
import { payOrder } from "../payment/pay-order.ts";
import { aggregateRanking } from "./aggregate-ranking.ts";
import { getTopProducts } from "./get-top-products.ts";
import { getRecountReport, recountSums } from "./recount-sums.ts";
import { findSums, startSums, textOf } from "./stored-sums.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let productId: string;
  let week = 0;

  // A shop that sold a piece every two hours for three days.
  beforeEach(async () => {
    deps = testDeps(database());
    deps.clock.set(new Date(Date.UTC(2026, 0, 1 + 90 * week++)));
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    productId = await makeProduct(deps, { price: 1_000, stock: 1_000 });
    for (const _ of times(36, (i) => i)) {
      deps.clock.advance(2 * HOUR);
      await payOrder(deps, { id: await makeOrder(deps, { userId, productId }), userId });
    }
    deps.clock.advance(HOUR);
    await aggregateRanking(deps);
  });

  const tamper = async (...products: [string, number[]][]) => {
    const sums = await textOf({
      ...startSums(new Date(), new Date()),
      byProduct: new Map(products),
    });
    await deps.db.client.rankingSum.update({ where: { name: "current" }, data: { sums } });
  };
  /** The database, for a process to which something happens before its first transaction. */
  const before = (happens: () => Promise<unknown>): typeof deps.db => {
    let happened: Promise<unknown> | undefined;
    return {
      ...deps.db,
      async transaction(work) {
        happened ??= happens();
        await happened;
        return deps.db.transaction(work);
      },
    };
  };
  const broken = async () =>
    (await checkInvariants(deps.db, deps.config)).filter(({ holds }) => !holds);

  it("agrees with what the runs have summed up, and says what it cost", async () => {
    const report = await recountSums(deps);
    const at = deps.clock.now().toISOString();
    expect(report).toEqual({
      startedAt: at,
      checkedAt: at,
      durationMs: expect.any(Number),
      agrees: true,
      products: 1,
      differingCount: 0,
      differing: [],
    });
    expect(await getRecountReport(deps)).toEqual(report);
    expect(await broken()).toEqual([]);
  });

  it("tells which product differs, replaces the sums, and breaks invariant 9 until the next", async () => {
    await tamper([productId, times(16, () => 7)]);
    const report = await recountSums(deps);
    const wrong = { productId, days: 1, before: false, stored: { soldQuantity: 7, revenue: 7 } };
    const counted = { soldQuantity: 12, revenue: 12_000 };
    expect(report).toMatchObject({
      agrees: false,
      differingCount: 1,
      differing: [{ ...wrong, name: "도자기 머그", counted }],
    });
    expect(deps.logged).toMatchObject([{ level: "error", fields: { differing: [wrong] } }]);
    expect((await broken()).map(({ number }) => number)).toEqual([9]);
    deps.clock.advance(HOUR);
    await aggregateRanking(deps);
    expect((await getTopProducts(deps)).items).toMatchObject([{ productId, soldQuantity: 36 }]);
    deps.clock.advance(DAY - HOUR);
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
    expect(await broken()).toEqual([]);
  });

  it("forgets the slices when something differs, because they may be what is wrong", async () => {
    const { client } = deps.db;
    expect(await client.rankingSlice.count()).toBeGreaterThan(30);
    await client.rankingSlice.updateMany({ data: { sold: `${productId} 3 3000` } });
    deps.clock.advance(DAY);
    await aggregateRanking(deps);
    expect(await recountSums(deps)).toMatchObject({ agrees: false });
    deps.clock.advance(DAY);
    await aggregateRanking(deps);
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
  });

  it("finds a product that the sums have lost, and one that they have invented", async () => {
    const other = await makeProduct(deps);
    await tamper([other, [1, 1_000, ...times(14, () => 0)]]);
    const report = await recountSums(deps);
    expect(report?.differing.map((one) => [one.productId, one.stored, one.counted])).toEqual([
      [other, { soldQuantity: 1, revenue: 1_000 }, { soldQuantity: 0, revenue: 0 }],
      [productId, { soldQuantity: 0, revenue: 0 }, { soldQuantity: 12, revenue: 12_000 }],
    ]);
  });

  it("is continued by the next run when it is stopped, also after the sums have moved", async () => {
    const stopped = { signal: AbortSignal.abort() };
    for (const _ of times(5, (i) => i)) expect(await recountSums(deps, stopped)).toBeNull();
    const begun = await findSums(deps.db.client, "recount");
    expect(begun?.byProduct.get(productId)?.slice(0, 2)).toEqual([5, 5_000]);
    deps.clock.advance(3 * HOUR);
    await aggregateRanking(deps);
    expect(await recountSums(deps)).toMatchObject({
      agrees: true,
      startedAt: begun?.startedAt.toISOString(),
    });
    expect(await findSums(deps.db.client, "recount")).toBeNull();
  });

  it("waits while the process is busy, and goes on then", async () => {
    let hours = 0;
    const db: typeof deps.db = {
      ...deps.db,
      snapshot(read) {
        hours += 1;
        return deps.db.snapshot(read);
      },
    };
    const recounting = recountSums({ ...deps, db });
    const busyFor = async (ms: number) => {
      const since = performance.now();
      while (performance.now() - since < ms);
      await setImmediate();
    };
    while (hours === 0) await busyFor(1);
    for (const _ of times(100, (i) => i)) await busyFor(5);
    expect(hours).toBe(1);
    expect(await recounting).toMatchObject({ agrees: true });
    expect(hours).toBeGreaterThan(30);
  });

  it("keeps what it found when another process has recounted beside it", async () => {
    await tamper();
    let kept: Awaited<ReturnType<typeof recountSums>> = null;
    const db = before(async () => {
      kept = await recountSums(deps);
    });
    expect(await recountSums({ ...deps, db })).toBeNull();
    expect(kept).toMatchObject({ agrees: false, differingCount: 1 });
    expect(await getRecountReport(deps)).toEqual(kept);
    expect((await broken()).map(({ number }) => number)).toEqual([9]);
  });

  it("lets a run that had read sums which were deleted meanwhile count anew", async () => {
    await tamper([productId, times(16, () => 7)]);
    deps.clock.advance(HOUR);
    const db = before(() => deps.db.client.rankingSum.deleteMany());
    await aggregateRanking({ ...deps, db });
    expect((await getTopProducts(deps)).items).toMatchObject([{ productId, soldQuantity: 36 }]);
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
  });

  it("has every sale again after a clock that was an hour ahead, and breaks 7 for one that is lost", async () => {
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    const now = deps.clock.now();
    deps.clock.advance(HOUR);
    await aggregateRanking(deps);
    deps.clock.set(now);
    await payOrder(deps, { id: await makeOrder(deps, { userId, productId }), userId });
    deps.clock.advance(10_000);
    await aggregateRanking(deps);
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
    deps.clock.advance(2 * HOUR);
    await aggregateRanking(deps);
    expect((await getTopProducts(deps)).items).toMatchObject([{ productId, soldQuantity: 36 }]);
    expect(await broken()).toEqual([]);
    await tamper();
    expect((await broken()).map(({ number }) => number)).toEqual([7]);
  });

  it("keeps no slice that a clock ahead has counted before its time", async () => {
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    const sell = async () =>
      payOrder(deps, { id: await makeOrder(deps, { userId, productId }), userId });
    await sell();
    const now = deps.clock.now();
    deps.clock.advance(HOUR);
    await aggregateRanking(deps);
    deps.clock.set(now);
    await sell();
    for (const ms of [10_000, DAY, 3 * HOUR]) {
      deps.clock.advance(ms);
      await aggregateRanking(deps);
    }
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
  });

  it("ends in one result when two processes recount while the ranking is aggregated", async () => {
    await tamper();
    deps.clock.advance(HOUR);
    await Promise.all([recountSums(deps), recountSums(deps), aggregateRanking(deps)]);
    deps.clock.advance(DAY);
    await aggregateRanking(deps);
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
    expect(await broken()).toEqual([]);
  });

  it("runs once a night, and not before all is counted", async () => {
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
    deps.clock.advance(2 * HOUR);
    expect(await recountSums(deps)).toBeNull();
    deps.clock.advance(22 * HOUR);
    expect(await recountSums(deps)).toMatchObject({ agrees: true });
    deps.clock.advance(4 * DAY);
    await aggregateRanking(deps, { signal: AbortSignal.abort() });
    expect(await recountSums(deps)).toBeNull();
  });
});
