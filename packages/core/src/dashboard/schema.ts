import { z } from "zod";
import type { CampaignPhase } from "../campaign/schema.ts";
import type { AdminExportStatus } from "../export/schema.ts";
import type { LastInvariantCheck } from "../invariants/schema.ts";
import type { AdminRankingEntry } from "../ranking/schema.ts";

export const seriesRanges = ["24h", "7d", "30d"] as const;
export const seriesInput = z.strictObject({ range: z.enum(seriesRanges) });
export type SeriesRange = (typeof seriesRanges)[number];

/** What happened from `from` until before `to`; money in won. */
export interface DayFigures {
  from: string;
  to: string;
  /** Paid, including payments that were refunded later. */
  sales: number;
  /** Refunded, whenever the order was paid. */
  refunds: number;
  netSales: number;
  /** Orders paid. */
  orders: number;
  newShoppers: number;
}

export interface DashboardSummary {
  now: string;
  /** The whole day in Seoul, as far as it has come. */
  today: DayFigures;
  /** Of the days before only the same hours: from midnight until the minute that `now` is in. */
  yesterday: DayFigures;
  lastWeekSameDay: DayFigures;
  /** Won that the shop owes its shoppers. */
  balanceOutstanding: number;
  exports: AdminExportStatus;
  /** Nulls before the first batch. */
  ranking: { aggregatedAt: string | null; windowEnd: string | null };
  invariants: LastInvariantCheck;
  /** The campaigns that are not closed, by opening; at most ten. */
  campaigns: {
    id: string;
    name: string;
    nameEn: string;
    phase: CampaignPhase;
    issuedCount: number;
    totalQuantity: number;
    opensAt: string;
    closesAt: string;
  }[];
  /** The current ranking. */
  bestSellers: AdminRankingEntry[];
}

export interface DashboardSeries {
  /** Hours for 24h, otherwise Seoul's days; none is left out, and the last is not over yet. */
  bucket: "hour" | "day";
  /** Oldest first; `at` is when the bucket begins; sales and refunds in won. */
  items: { at: string; sales: number; orders: number; refunds: number }[];
}
