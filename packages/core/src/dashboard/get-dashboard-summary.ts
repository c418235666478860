import { campaignPhaseAt, notClosedAt } from "../campaign/campaign-phase.ts";
import type { Deps } from "../deps.ts";
import { getAdminExportStatus } from "../export/get-admin-export-status.ts";
import { getLastInvariantCheck } from "../invariants/run-invariant-check.ts";
import { findCurrentRanking, topOf } from "../ranking/list-rankings.ts";
import { seoulDayStart } from "../seoul.ts";
import { readSalesHours, type SalesHour } from "./sales-hours.ts";
import type { DashboardSummary, DayFigures } from "./schema.ts";

const CAMPAIGNS = 10;

/** The shop at a glance. Days are Seoul's. */
export async function getDashboardSummary(
  deps: Pick<Deps, "db" | "clock" | "dataPlatform">,
): Promise<DashboardSummary> {
  const { client } = deps.db;
  const now = deps.clock.now();
  const dayStart = (daysAgo: number) => seoulDayStart(now, daysAgo);
  const [hours, balance, exports, ranking, invariants, campaigns] = await Promise.all([
    readSalesHours(deps, dayStart(7)),
    client.account.aggregate({ _sum: { balance: true } }),
    getAdminExportStatus(deps),
    findCurrentRanking(deps),
    getLastInvariantCheck(deps),
    client.couponCampaign.findMany({
      where: notClosedAt(now),
      orderBy: [{ opensAt: "asc" }, { id: "asc" }],
      take: CAMPAIGNS,
    }),
  ]);
  const [today, yesterday, lastWeekSameDay] = await Promise.all(
    [0, 1, 7].map((daysAgo) => dayFigures(deps, hours, dayStart(daysAgo), dayStart(daysAgo - 1))),
  );
  if (!today || !yesterday || !lastWeekSameDay) throw new Error("three days were asked for");
  return {
    now: now.toISOString(),
    today,
    yesterday,
    lastWeekSameDay,
    balanceOutstanding: Number(balance._sum.balance ?? 0),
    exports,
    ranking: {
      aggregatedAt: ranking?.aggregatedAt ?? null,
      windowEnd: ranking?.windowEnd ?? null,
    },
    invariants,
    campaigns: campaigns.map((row) => ({
      id: row.id,
      name: row.name,
      nameEn: row.nameEn,
      phase: campaignPhaseAt(row, now),
      issuedCount: row.issuedCount,
      totalQuantity: row.totalQuantity,
      opensAt: row.opensAt.toISOString(),
      closesAt: row.closesAt.toISOString(),
    })),
    bestSellers: ranking ? topOf(ranking) : [],
  };
}

async function dayFigures(
  deps: Pick<Deps, "db">,
  hours: SalesHour[],
  from: Date,
  to: Date,
): Promise<DayFigures> {
  const day = hours.filter(({ hour }) => hour >= from && hour < to);
  return {
    sales: day.reduce((sum, hour) => sum + hour.sales, 0),
    orders: day.reduce((sum, hour) => sum + hour.orders, 0),
    newShoppers: await deps.db.client.user.count({
      where: { role: "user", createdAt: { gte: from, lt: to } },
    }),
  };
}
