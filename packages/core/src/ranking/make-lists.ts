import { setImmediate } from "node:timers/promises";
import type { Sold } from "./count-sold.ts";
import { type RankingDays, type RankingOrder, rankingOrders } from "./schema.ts";
import { type Sums, soldIn, windowsOf } from "./sums.ts";

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

/** What was sold of a product in the window that is being ranked. */
interface Row extends Sold {
  category: string;
  isOnSale: boolean;
}

/** Rows are in the order of their ids before, and sorting keeps the order of equal ones. */
const comparing = {
  quantity: (a, b) => b.soldQuantity - a.soldQuantity || b.revenue - a.revenue,
  revenue: (a, b) => b.revenue - a.revenue || b.soldQuantity - a.soldQuantity,
} satisfies Record<RankingOrder, (a: Row, b: Row) => number>;

const isOnSale = (row: Row) => row.isOnSale;

/**
 * The lists of each window that is counted: of the whole shop and of each category with a sale,
 * by each order, and what is rising.
 * @param products by id; a product that is missing is in no list.
 */
export async function makeLists(
  sums: Sums,
  products: Map<string, RankedProduct>,
): Promise<MadeList[]> {
  const lists: MadeList[] = [];
  const ids = [...sums.byProduct.keys()].sort();
  for (const days of windowsOf(sums)) {
    const now = rowsOf(ids, sums, products, days, false);
    const before = rowsOf(ids, sums, products, days, true);
    for (const by of rankingOrders) {
      const groupsBefore = groupsOf(before.toSorted(comparing[by]));
      for (const [category, sold] of groupsOf(now.toSorted(comparing[by]))) {
        const soldBefore = groupsBefore.get(category) ?? [];
        const depth = depthOf(sold);
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

/** A row for each product that was sold in a window, or in the window before it. */
function rowsOf(
  ids: string[],
  { byProduct }: Sums,
  products: Map<string, RankedProduct>,
  days: RankingDays,
  isBefore: boolean,
): Row[] {
  const rows: Row[] = [];
  for (const productId of ids) {
    const product = products.get(productId);
    const { soldQuantity, revenue } = soldIn(byProduct.get(productId) ?? [], days, isBefore);
    if (!product || soldQuantity <= 0) continue;
    const { category, archivedAt } = product;
    rows.push({ productId, soldQuantity, revenue, category, isOnSale: archivedAt === null });
  }
  return rows;
}

/** The rows of the whole shop and of each category, in the same order. */
function groupsOf(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>([[WHOLE_SHOP, rows]]);
  for (const row of rows) {
    const group = groups.get(row.category);
    if (group) group.push(row);
    else groups.set(row.category, [row]);
  }
  return groups;
}

function withRanks(sold: Row[], soldBefore: Row[]): ListEntry[] {
  const ranks = new Map<string, number | null>(sold.map(({ productId }) => [productId, null]));
  for (const [i, { productId }] of soldBefore.entries()) {
    if (ranks.has(productId)) ranks.set(productId, i + 1);
  }
  return sold.map(({ productId, soldQuantity, revenue }, i) => ({
    rank: i + 1,
    rankBefore: ranks.get(productId) ?? null,
    productId,
    soldQuantity,
    revenue,
  }));
}

/** Doubles the places until half of {@link PLACES} are on sale: a whole season may be archived. */
function depthOf(sold: Row[]): number {
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
function risingOf(sold: Row[], soldBefore: Row[]): ListEntry[] {
  const afterLast = soldBefore.length + 1;
  const gain = ({ rank, rankBefore }: ListEntry) => (rankBefore ?? afterLast) - rank;
  return withRanks(sold.slice(0, RISING_AMONG), soldBefore)
    .filter((entry) => gain(entry) > 0)
    .sort((a, b) => gain(b) - gain(a) || a.rank - b.rank)
    .slice(0, PLACES);
}
