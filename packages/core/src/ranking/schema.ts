import { z } from "zod";
import type { Product } from "../product/schema.ts";
import { instant, text, won } from "../values.ts";

/** How long the windows of the ranking are, in days. */
export const rankingDays = [1, 3, 7, 30] as const;
export type RankingDays = (typeof rankingDays)[number];

/** What a ranking is ordered by. */
export const rankingOrders = ["quantity", "revenue"] as const;
export type RankingOrder = (typeof rankingOrders)[number];

/** The most places of a ranking that a shopper may ask for. */
export const TOP_MAX = 20;

/** The ranking that is meant when nothing else is said. */
export const rankingDefaults = { days: 3, by: "quantity", size: 5 } as const;

const window = {
  days: z.literal(rankingDays).default(rankingDefaults.days),
  /** A slug; without it, the whole shop. */
  category: text(100).optional(),
};
const size = z.int().min(1).max(TOP_MAX).default(rankingDefaults.size);
const by = z.enum(rankingOrders).default(rankingDefaults.by);

export const risingProductsInput = z.strictObject({ ...window, size });
export const topProductsInput = risingProductsInput.extend({ by });
export const rankingListInput = z.strictObject({ ...window, by });

export type RisingProductsQuery = z.output<typeof risingProductsInput>;
export type TopProductsQuery = z.output<typeof topProductsInput>;
export type RankingListQuery = z.output<typeof rankingListInput>;

export const topProductsOutput = z.object({
  items: z.array(
    z.object({
      rank: z.int(),
      productId: z.string(),
      name: z.string(),
      nameEn: z.string(),
      price: won,
      imageUrl: z.string().nullable(),
      soldQuantity: z.int(),
    }),
  ),
  windowStart: instant.nullable(),
  windowEnd: instant.nullable(),
  aggregatedAt: instant.nullable(),
});

export type TopProducts = z.output<typeof topProductsOutput>;

/** What gained the most places against the window before. */
export interface RisingProducts extends Omit<TopProducts, "items"> {
  items: (TopProducts["items"][number] & {
    /** Null when nothing was sold of it in the window before. */
    rankBefore: number | null;
  })[];
}

/** Other products that a product's page shows, all in stock, at most six of each. */
export interface Beside {
  /** What shoppers bought in one order with it. */
  together: Product[];
  /** Others of its category. */
  related: Product[];
}

export interface AdminRankingEntry {
  rank: number;
  productId: string;
  name: string;
  nameEn: string;
  price: number;
  imageUrl: string | null;
  soldQuantity: number;
  /** Won, before discounts. */
  revenue: number;
}

export interface RankingSnapshot {
  id: string;
  windowStart: string;
  windowEnd: string;
  aggregatedAt: string;
  entries: AdminRankingEntry[];
}

export interface CurrentRanking extends RankingSnapshot {
  entries: (AdminRankingEntry & { archived: boolean })[];
}

/** A stored list as a whole; its times are null before the first batch. */
export interface RankingList
  extends Pick<TopProducts, "windowStart" | "windowEnd" | "aggregatedAt"> {
  entries: (CurrentRanking["entries"][number] & {
    /** The place in the window before; null when nothing was sold of it then. */
    rankBefore: number | null;
  })[];
}

const soldOutput = z.object({ soldQuantity: z.number(), revenue: z.number() });

/** What the last recount of all sums found. */
export const recountReportOutput = z.object({
  startedAt: instant,
  checkedAt: instant,
  /** How long counting took, without the rests; in milliseconds. */
  durationMs: z.int(),
  agrees: z.boolean(),
  /** How many products were compared. */
  products: z.int(),
  /** How many of them differed. */
  differingCount: z.int(),
  /** The first few that differed, each in the shortest window in which it did. */
  differing: z.array(
    z.object({
      productId: z.string(),
      name: z.string(),
      nameEn: z.string(),
      days: z.int(),
      /** Whether it is the window before. */
      before: z.boolean(),
      stored: soldOutput,
      counted: soldOutput,
    }),
  ),
});
export type RecountReport = z.output<typeof recountReportOutput>;

export interface RankingRecount {
  /** Null before the first batch. */
  windowEnd: string | null;
  agrees: boolean;
  rows: {
    rank: number;
    stored: RankedCount | null;
    counted: RankedCount | null;
    agrees: boolean;
  }[];
}

export interface RankedCount {
  productId: string;
  name: string;
  nameEn: string;
  soldQuantity: number;
  revenue: number;
}
