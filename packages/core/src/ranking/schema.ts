import { z } from "zod";
import { instant, won } from "../values.ts";

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
