import type { Deps } from "../deps.ts";
import type { TopProducts } from "./schema.ts";

/** The stored ranking with its window; empty, with nulls, before the first batch. */
export async function getTopProducts(deps: Pick<Deps, "db">): Promise<TopProducts> {
  const snapshot = await deps.db.client.rankingSnapshot.findFirst({
    orderBy: { windowEnd: "desc" },
    include: { entries: { orderBy: { rank: "asc" } } },
  });
  if (!snapshot) return { items: [], windowStart: null, windowEnd: null, aggregatedAt: null };
  return {
    items: snapshot.entries.map((entry) => ({
      rank: entry.rank,
      productId: entry.productId,
      name: entry.name,
      nameEn: entry.nameEn,
      price: Number(entry.price),
      imageUrl: entry.imageUrl,
      soldQuantity: entry.soldQuantity,
    })),
    windowStart: snapshot.windowStart.toISOString(),
    windowEnd: snapshot.windowEnd.toISOString(),
    aggregatedAt: snapshot.aggregatedAt.toISOString(),
  };
}
