import { readerOn } from "@sunchak/db";
import { campaignPhaseAt, notClosedAt } from "../campaign/campaign-phase.ts";
import type { Deps, Reads } from "../deps.ts";
import { getAdminExportStatus } from "../export/get-admin-export-status.ts";
import { getLastInvariantCheck } from "../invariants/run-invariant-check.ts";
import { findCurrentRanking, topOf } from "../ranking/list-rankings.ts";
import { seoulDayStart } from "../seoul.ts";
import { sumSales } from "./sales-hours.ts";
import type { DashboardSummary, DayFigures } from "./schema.ts";

const CAMPAIGNS = 10;
const MINUTE_MS = 60_000;

/** The shop at a glance, read in one snapshot, so that its numbers agree. Days are Seoul's. */
export const getDashboardSummary = (
  deps: Pick<Deps, "db" | "clock" | "dataPlatform">,
): Promise<DashboardSummary> => {
  const { provider } = deps.db;
  return deps.db.shortSnapshot((client) =>
    readSummary({ ...deps, db: readerOn(provider, client) }),
  );
};

async function readSummary(deps: Reads & Pick<Deps, "dataPlatform">): Promise<DashboardSummary> {
  const { client } = deps.db;
  const now = deps.clock.now();
  const dayStart = (daysAgo: number) => seoulDayStart(now, daysAgo);
  const minute = now.getTime() - (now.getTime() % MINUTE_MS);
  const sameHours = (daysAgo: number) => {
    const from = dayStart(daysAgo);
    return dayFigures(deps, from, new Date(from.getTime() + minute - dayStart(0).getTime()));
  };
  const today = await dayFigures(deps, dayStart(0), dayStart(-1));
  const yesterday = await sameHours(1);
  const lastWeekSameDay = await sameHours(7);
  const balance = await client.account.aggregate({ _sum: { balance: true } });
  const exports = await getAdminExportStatus(deps);
  const ranking = await findCurrentRanking(deps);
  const invariants = await getLastInvariantCheck(deps);
  const campaigns = await client.couponCampaign.findMany({
    where: notClosedAt(now),
    orderBy: [{ opensAt: "asc" }, { id: "asc" }],
    take: CAMPAIGNS,
  });
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

async function dayFigures(deps: Reads, from: Date, to: Date): Promise<DayFigures> {
  const { sales, refunds, orders } = await sumSales(deps, from, to);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    sales,
    refunds,
    netSales: sales - refunds,
    orders,
    newShoppers: await deps.db.client.user.count({
      where: { role: "user", createdAt: { gte: from, lt: to } },
    }),
  };
}
