import {
  makeCampaign,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { closeCampaign } from "../campaign/switch-campaign.ts";
import { getLastInvariantCheck, runInvariantCheck } from "../invariants/run-invariant-check.ts";
import { invariantNumbers } from "../invariants/schema.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { aggregateRankingNow } from "../ranking/aggregate-ranking.ts";
import { findCurrentRanking, listRankings } from "../ranking/list-rankings.ts";
import { recountRanking } from "../ranking/recount-ranking.ts";
import { getDashboardSeries } from "./get-dashboard-series.ts";
import { getDashboardSummary } from "./get-dashboard-summary.ts";
import { storeSalesHours } from "./sales-hours.ts";

// Each suite has its own database, and its clock only moves forward, because stored hours stay.
onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let productId: string;
  let started = false;
  const seoul = (time: string) => new Date(`${time}+09:00`);
  const sell = async (time: string, quantity = 1) => {
    deps.clock.set(seoul(time));
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    await deps.db.client.user.update({ where: { id: userId }, data: { createdAt: seoul(time) } });
    const id = await makeOrder(deps, { userId, productId, quantity });
    await payOrder(deps, { id, userId });
    return id;
  };

  beforeEach(async () => {
    deps = testDeps(database());
    if (started) return;
    started = true;
    deps.clock.set(seoul("2026-03-01T00:00:00"));
    actorId = await makeShopper(deps, { role: "owner" });
    productId = await makeProduct(deps, { price: 1_000, stock: 10_000 });
  });

  it("has every field, with zeros, in a new shop", async () => {
    expect(await getDashboardSummary(deps)).toMatchObject({
      today: { sales: 0, refunds: 0, netSales: 0, orders: 0, newShoppers: 0 },
      balanceOutstanding: 0,
      ranking: { aggregatedAt: null, windowEnd: null },
      invariants: { checkedAt: null, holds: null, results: [] },
      campaigns: [],
      bestSellers: [],
    });
    for (const [range, length] of [
      ["24h", 24],
      ["7d", 7],
      ["30d", 30],
    ] as const) {
      const { items } = await getDashboardSeries(deps, { range });
      expect([items.length, items.every(({ sales }) => sales === 0)]).toEqual([length, true]);
    }
    expect(await findCurrentRanking(deps)).toBeNull();
    expect(await recountRanking(deps)).toEqual({ windowEnd: null, agrees: true, rows: [] });
  });

  it("sums today, and the same hours of yesterday and a week ago, by Seoul's date", async () => {
    await sell("2026-03-02T23:59:59.999", 1);
    await sell("2026-03-03T00:00:00", 2);
    await sell("2026-03-03T23:59:59", 3);
    await sell("2026-03-09T00:00:00", 4);
    const refunded = await sell("2026-03-09T12:30:00", 5);
    await sell("2026-03-10T00:00:00", 6);
    deps.clock.set(seoul("2026-03-10T09:10:00"));
    await refundOrder(deps, { id: refunded, actorId, reason: "변심" });
    await sell("2026-03-10T09:20:00", 7);
    deps.clock.set(seoul("2026-03-10T09:30:00"));
    const campaign = await makeCampaign(deps);
    // A campaign that an admin has ended is not shown, even if its window is still open.
    await closeCampaign(deps, { actorId, id: await makeCampaign(deps) });
    for (const stored of [0, 7 * 24 + 10]) {
      expect(await deps.db.client.salesHour.count()).toBe(stored);
      const summary = await getDashboardSummary(deps);
      expect(summary).toMatchObject({
        now: deps.clock.now().toISOString(),
        today: { sales: 13_000, refunds: 5_000, netSales: 8_000, orders: 2, newShoppers: 2 },
        yesterday: { sales: 4_000, orders: 1, newShoppers: 1 },
        lastWeekSameDay: { sales: 2_000, orders: 1, newShoppers: 1 },
        exports: { waiting: 8, dead: 0, paused: false },
        campaigns: [{ id: campaign, phase: "OPEN", issuedCount: 0, totalQuantity: 100 }],
      });
      // Seven shoppers with a million each, minus what they paid, plus what they got back.
      expect(summary.balanceOutstanding).toBe(7_000_000 - 28_000 + 5_000);
      await storeSalesHours(deps);
    }
  });

  it("shows every hour and every day, empty ones too", async () => {
    deps.clock.set(seoul("2026-03-10T09:45:00"));
    const hours = await getDashboardSeries(deps, { range: "24h" });
    expect([hours.bucket, hours.items.length]).toEqual(["hour", 24]);
    const at = (time: string) => hours.items.find((item) => item.at === seoul(time).toISOString());
    expect(hours.items[0]?.at).toBe(seoul("2026-03-09T10:00:00").toISOString());
    expect(at("2026-03-09T12:00:00")).toMatchObject({ sales: 5_000, orders: 1, refunds: 0 });
    expect(at("2026-03-10T00:00:00")).toMatchObject({ sales: 6_000, orders: 1 });
    expect(at("2026-03-10T01:00:00")).toMatchObject({ sales: 0, orders: 0, refunds: 0 });
    expect(at("2026-03-10T09:00:00")).toMatchObject({ sales: 7_000, orders: 1, refunds: 5_000 });
    const week = await getDashboardSeries(deps, { range: "7d" });
    expect(week.bucket).toBe("day");
    expect(week.items.map(({ sales }) => sales)).toEqual([0, 0, 0, 0, 0, 9_000, 13_000]);
    expect(week.items[6]).toMatchObject({
      at: seoul("2026-03-10T00:00:00").toISOString(),
      refunds: 5_000,
    });
    const month = await getDashboardSeries(deps, { range: "30d" });
    expect(month.items).toHaveLength(30);
    expect(month.items.reduce((sum, { sales }) => sum + sales, 0)).toBe(28_000);
  });

  it("stores each hour once and whole, however many processes do it at once", async () => {
    // A payment in the last seconds of an hour may commit after that hour.
    deps.clock.set(seoul("2026-03-10T10:00:29"));
    await storeSalesHours(deps);
    const hour = seoul("2026-03-10T09:00:00");
    const stored = () => deps.db.client.salesHour.findUnique({ where: { hour } });
    expect(await stored()).toBeNull();
    await sell("2026-03-10T09:59:59", 8);
    deps.clock.set(seoul("2026-03-10T10:00:30"));
    await Promise.all([1, 2, 3, 4].map(() => storeSalesHours(deps)));
    expect(await stored()).toMatchObject({ sales: 15_000n, orders: 2, refunds: 5_000n });
    const counted = await deps.db.client.salesHour.aggregate({
      _count: true,
      _sum: { sales: true },
    });
    // From the hour of the first sale, without gaps.
    expect(counted).toMatchObject({ _count: 7 * 24 + 11, _sum: { sales: 36_000n } });
  });

  it("aggregates the ranking for an admin, and recounts it", async () => {
    deps.clock.set(seoul("2026-03-10T11:00:00"));
    const { snapshotId } = await aggregateRankingNow(deps, { actorId });
    expect(await findCurrentRanking(deps)).toMatchObject({
      id: snapshotId,
      entries: [{ rank: 1, productId, soldQuantity: 25, revenue: 25_000 }],
    });
    expect(await getDashboardSummary(deps)).toMatchObject({
      bestSellers: [{ productId, soldQuantity: 25 }],
      ranking: { aggregatedAt: deps.clock.now().toISOString() },
    });
    expect(await recountRanking(deps)).toMatchObject({ agrees: true, rows: [{ agrees: true }] });
    await deps.db.client.rankingEntry.updateMany({ data: { soldQuantity: 26 } });
    expect(await recountRanking(deps)).toMatchObject({
      agrees: false,
      rows: [{ agrees: false, stored: { soldQuantity: 26 }, counted: { soldQuantity: 25 } }],
    });
    deps.clock.advance(60_000);
    await aggregateRankingNow(deps, { actorId });
    const history = await listRankings(deps, { size: 1 });
    expect(history.items).toMatchObject([{ entries: [{ soldQuantity: 25 }] }]);
    const older = await listRankings(deps, { size: 1, cursor: history.nextCursor ?? "" });
    expect(older).toMatchObject({ items: [{ id: snapshotId }], nextCursor: null });
    expect(
      (await listAuditEntries(deps, { action: "ranking.aggregate", size: 9 })).items,
    ).toHaveLength(2);
  });

  it("remembers when the invariants were checked and which rows broke them", async () => {
    deps.clock.set(seoul("2026-03-10T12:00:00"));
    const checkedAt = deps.clock.now().toISOString();
    const checked = await runInvariantCheck(deps, { actorId });
    expect(checked).toMatchObject({ checkedAt, holds: true });
    expect(checked.results).toHaveLength(invariantNumbers.length);
    await deps.db.client.product.update({ where: { id: productId }, data: { stock: 1 } });
    const broken = await runInvariantCheck(deps, { actorId });
    expect(broken.holds).toBe(false);
    expect(broken.results.find(({ number }) => number === 4)).toMatchObject({
      holds: false,
      rows: [{ kind: "stock", subjectId: productId, differences: [{ field: "stock", actual: 1 }] }],
    });
    expect(await getLastInvariantCheck(deps)).toEqual(broken);
    expect((await getDashboardSummary(deps)).invariants.holds).toBe(false);
  });
});
