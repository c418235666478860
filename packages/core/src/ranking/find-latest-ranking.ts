import type { Prisma, Transaction } from "@sunchak/db";

/** Includes the entries of a snapshot, by rank. */
export const withEntries = { entries: { orderBy: { rank: "asc" } } } as const;

export type SnapshotRow = Prisma.RankingSnapshotGetPayload<{ include: typeof withEntries }>;

/** The ranking whose window ends last, with its entries by rank; null before the first batch. */
export const findLatestRanking = (
  client: Pick<Transaction, "rankingSnapshot">,
): Promise<SnapshotRow | null> =>
  client.rankingSnapshot.findFirst({ orderBy: { windowEnd: "desc" }, include: withEntries });
