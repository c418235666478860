import type { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { cursorPage, type Page } from "../paging.ts";
import type { RankingSnapshot } from "./schema.ts";

const withEntries = { entries: { orderBy: { rank: "asc" } } } as const;

type SnapshotRow = Prisma.RankingSnapshotGetPayload<{ include: typeof withEntries }>;

/** The ranking that shoppers see; null before the first batch. */
export async function getCurrentRanking(deps: Pick<Deps, "db">): Promise<RankingSnapshot | null> {
  const row = await deps.db.client.rankingSnapshot.findFirst({
    orderBy: { windowEnd: "desc" },
    include: withEntries,
  });
  return row && toSnapshot(row);
}

/** A page of the rankings stored so far, the latest first. */
export async function listRankings(
  deps: Pick<Deps, "db">,
  { cursor, size }: { cursor?: string; size: number },
): Promise<Page<RankingSnapshot>> {
  const rows = await deps.db.client.rankingSnapshot.findMany({
    where: { id: { lt: cursor } },
    orderBy: { id: "desc" },
    take: size + 1,
    include: withEntries,
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
