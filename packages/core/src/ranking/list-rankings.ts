import type { Deps, Reads } from "../deps.ts";
import { cursorPage, type Page } from "../paging.ts";
import { findLatestRanking, type SnapshotRow, withEntries } from "./find-latest-ranking.ts";
import { type CurrentRanking, type RankingSnapshot, rankingDefaults } from "./schema.ts";

const TOP = rankingDefaults.size;

/**
 * The current ranking, with each product marked that was archived since; null before the first
 * batch.
 */
export async function findCurrentRanking({
  db: { client },
}: Pick<Reads, "db">): Promise<CurrentRanking | null> {
  const row = await findLatestRanking(client);
  if (!row) return null;
  const onSale = await client.product.findMany({
    where: { id: { in: row.entries.map((entry) => entry.productId) }, archivedAt: null },
    select: { id: true },
  });
  const ids = new Set(onSale.map(({ id }) => id));
  const { entries, ...snapshot } = toSnapshot(row);
  const marked = entries.map((entry) => ({ ...entry, archived: !ids.has(entry.productId) }));
  return { ...snapshot, entries: marked };
}

/** A ranking as shoppers see it: without archived products, with the places counted anew. */
export const topOf = ({ entries }: CurrentRanking) =>
  entries
    .filter(({ archived }) => !archived)
    .slice(0, TOP)
    .map((entry, i) => ({ ...entry, rank: i + 1 }));

/** A page of the rankings stored so far, the latest first, each with its first five places. */
export async function listRankings(
  deps: Pick<Deps, "db">,
  { cursor, size }: { cursor?: string; size: number },
): Promise<Page<RankingSnapshot>> {
  const rows = await deps.db.client.rankingSnapshot.findMany({
    where: { id: { lt: cursor } },
    orderBy: { id: "desc" },
    take: size + 1,
    include: { entries: { ...withEntries.entries, where: { rank: { lte: TOP } } } },
  });
  return cursorPage(rows, size, (row) => row.id, toSnapshot);
}

const toSnapshot = (row: SnapshotRow): RankingSnapshot => ({
  id: row.id,
  windowStart: row.windowStart.toISOString(),
  windowEnd: row.windowEnd.toISOString(),
  aggregatedAt: row.aggregatedAt.toISOString(),
  entries: row.entries.map((entry) => ({
    rank: entry.rank,
    productId: entry.productId,
    name: entry.name,
    nameEn: entry.nameEn,
    price: Number(entry.price),
    imageUrl: entry.imageUrl,
    soldQuantity: entry.soldQuantity,
    revenue: Number(entry.revenue),
  })),
});
