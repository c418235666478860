import { setImmediate } from "node:timers/promises";
import type { Sold } from "./count-sold.ts";
import { type RankingDays, type RankingOrder, rankingDays, rankingOrders } from "./schema.ts";
import { covers, type Sums, soldInWindow } from "./sums.ts";

/**
 * How many places are stored at least, and twice as many as are on sale then: readers leave out
 * products that were archived since.
 */
const PLACES = 40;

/** How many of the best sellers may be rising. */
const RISING_AMONG = 100;

export const listKinds = [...rankingOrders, "rising"] as const;
export type ListKind = (typeof listKinds)[number];

/** Names the list of the whole shop, beside the categories' slugs. */
export const WHOLE_SHOP = "";

export interface ListEntry extends Sold {
  rank: number;
  /** The place in the window before; null when nothing was sold of it then. */
  rankBefore: number | null;
}

export interface MadeList {
  days: RankingDays;
  category: string;
  kind: ListKind;
  /** How many places were counted; fewer entries mean that nothing else was sold. */
  depth: number;
  entries: ListEntry[];
}

interface RankedProduct {
  category: string;
  archivedAt: Date | null;
}

const measures = {
  quantity: (a, b) => b.soldQuantity - a.soldQuantity || b.revenue - a.revenue,
  revenue: (a, b) => b.revenue - a.revenue || b.soldQuantity - a.soldQuantity,
} satisfies Record<RankingOrder, (a: Sold, b: Sold) => number>;

/**
 * The lists of each window that the sums cover: of the whole shop and of each category with a sale,
 * by each order, and what is rising.
 * @param products by id; a product that is missing is in no list.
 */
export async function makeLists(
  sums: Sums,
  products: Map<string, RankedProduct>,
): Promise<MadeList[]> {
  const isOnSale = ({ productId }: Sold) => products.get(productId)?.archivedAt === null;
  const lists: MadeList[] = [];
  for (const days of rankingDays.filter((each) => covers(sums, each))) {
    const before = covers(sums, 2 * days) ? soldInWindow(sums, days, true) : [];
    const now = soldInWindow(sums, days, false);
    for (const by of rankingOrders) {
      const groupsBefore = groupsOf(before.sort(byMeasure(by)), products);
      for (const [category, sold] of groupsOf(now.sort(byMeasure(by)), products)) {
        const soldBefore = groupsBefore.get(category) ?? [];
        const depth = depthOf(sold, isOnSale);
        const entries = withRanks(sold.slice(0, depth), soldBefore);
        lists.push({ days, category, kind: by, depth, entries });
        if (by !== "quantity") continue;
        const rising = risingOf(sold.filter(isOnSale), soldBefore.filter(isOnSale));
        lists.push({ days, category, kind: "rising", depth: PLACES, entries: rising });
      }
      // Sorting a large shop takes a while: let others have their turn.
      await setImmediate();
    }
  }
  return lists;
}

const byMeasure = (by: RankingOrder) => (a: Sold, b: Sold) =>
  measures[by](a, b) || (a.productId < b.productId ? -1 : 1);

/** What was sold in the whole shop and in each category, in the same order. */
function groupsOf(sold: Sold[], products: Map<string, RankedProduct>): Map<string, Sold[]> {
  const groups = new Map<string, Sold[]>([[WHOLE_SHOP, []]]);
  for (const each of sold) {
    const product = products.get(each.productId);
    if (!product) continue;
    groups.get(WHOLE_SHOP)?.push(each);
    const group = groups.get(product.category);
    if (group) group.push(each);
    else groups.set(product.category, [each]);
  }
  return groups;
}

function withRanks(sold: Sold[], soldBefore: Sold[]): ListEntry[] {
  const ranks = new Map<string, number | null>(sold.map(({ productId }) => [productId, null]));
  for (const [i, { productId }] of soldBefore.entries()) {
    if (ranks.has(productId)) ranks.set(productId, i + 1);
  }
  return sold.map((each, i) => ({
    rank: i + 1,
    rankBefore: ranks.get(each.productId) ?? null,
    ...each,
  }));
}

/** Doubles the places until half of {@link PLACES} are on sale: a whole season may be archived. */
function depthOf(sold: Sold[], isOnSale: (each: Sold) => boolean): number {
  let depth = PLACES;
  while (depth < sold.length && sold.slice(0, depth).filter(isOnSale).length < PLACES / 2) {
    depth *= 2;
  }
  return depth;
}

/**
 * What gained the most places, among the best sellers. What was not sold before counts as the one
 * after the last.
 */
function risingOf(sold: Sold[], soldBefore: Sold[]): ListEntry[] {
  const afterLast = soldBefore.length + 1;
  const gain = ({ rank, rankBefore }: ListEntry) => (rankBefore ?? afterLast) - rank;
  return withRanks(sold.slice(0, RISING_AMONG), soldBefore)
    .filter((entry) => gain(entry) > 0)
    .sort((a, b) => gain(b) - gain(a) || a.rank - b.rank)
    .slice(0, PLACES);
}
