import { type Queries, queriesOn, type Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { countBestSellers } from "./count-sold.ts";
import { findLatestRanking } from "./find-latest-ranking.ts";
import type { RankedCount, RankingRecount } from "./schema.ts";

/** Counts the current ranking's window again and returns the result beside the stored one. */
export const recountRanking = ({ db }: Pick<Deps, "db">): Promise<RankingRecount> =>
  db.snapshot((tx) => recount(tx, queriesOn(db.provider, tx)));

async function recount(tx: Transaction, queries: Queries): Promise<RankingRecount> {
  const snapshot = await findLatestRanking(tx);
  if (!snapshot) return { windowEnd: null, agrees: true, rows: [] };
  const sold = await countBestSellers(queries, snapshot);
  const products = await tx.product.findMany({
    where: { id: { in: sold.map((row) => row.productId) } },
    select: { id: true, name: true, nameEn: true },
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  const length = Math.max(sold.length, snapshot.entries.length);
  const rows = Array.from({ length }, (_, i) => {
    const entry = snapshot.entries[i];
    const fresh = sold[i];
    const stored: RankedCount | null = entry
      ? {
          productId: entry.productId,
          name: entry.name,
          nameEn: entry.nameEn,
          soldQuantity: entry.soldQuantity,
          revenue: Number(entry.revenue),
        }
      : null;
    const { name = "", nameEn = "" } = byId.get(fresh?.productId ?? "") ?? {};
    const counted = fresh ? { ...fresh, name, nameEn } : null;
    const agrees =
      stored?.productId === counted?.productId &&
      stored?.soldQuantity === counted?.soldQuantity &&
      stored?.revenue === counted?.revenue;
    return { rank: i + 1, stored, counted, agrees };
  });
  return {
    windowEnd: snapshot.windowEnd.toISOString(),
    agrees: rows.every((row) => row.agrees),
    rows,
  };
}
