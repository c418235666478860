import type { Deps } from "../deps.ts";
import { type ListEntry, type ListKind, WHOLE_SHOP } from "./make-lists.ts";
import type { RankingDays, RankingList, RankingListQuery } from "./schema.ts";
import { DAY_MS } from "./sums.ts";

/** A list that no run has stored yet. */
export const noRanking = { windowStart: null, windowEnd: null, aggregatedAt: null } as const;

/** The whole stored list of a window, for admins. A category without a sale has an empty list. */
export const getRankingList = async (
  deps: Pick<Deps, "db">,
  { by, ...which }: RankingListQuery,
): Promise<RankingList> =>
  (await findRankingList(deps, { ...which, kind: by })) ?? { ...noRanking, entries: [] };

/** The same for lists of all kinds; null before the first run. Products are shown as they are now. */
export async function findRankingList(
  { db: { client } }: Pick<Deps, "db">,
  { days, category = WHOLE_SHOP, kind }: { days: RankingDays; category?: string; kind: ListKind },
): Promise<RankingList | null> {
  const rows = await client.rankingList.findMany({
    where: { days, kind, category: { in: [category, WHOLE_SHOP] } },
  });
  // Only categories with a sale have a list; the whole shop always has one.
  const [any] = rows;
  if (!any) return null;
  const stored = rows.find((row) => row.category === category)?.entries ?? [];
  const entries = stored as unknown as ListEntry[];
  const products = await client.product.findMany({
    where: { id: { in: entries.map(({ productId }) => productId) } },
    select: { id: true, name: true, nameEn: true, price: true, images: true, archivedAt: true },
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  const { windowEnd, aggregatedAt } = any;
  return {
    windowStart: new Date(windowEnd.getTime() - days * DAY_MS).toISOString(),
    windowEnd: windowEnd.toISOString(),
    aggregatedAt: aggregatedAt.toISOString(),
    entries: entries.flatMap((entry) => {
      const product = byId.get(entry.productId);
      if (!product) return [];
      const { name, nameEn, price, images, archivedAt } = product;
      const imageUrl = (images as string[])[0] ?? null;
      const archived = archivedAt !== null;
      return { ...entry, name, nameEn, price: Number(price), imageUrl, archived };
    }),
  };
}
