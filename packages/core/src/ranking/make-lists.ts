import type { Sold } from "./count-sold.ts";
import { eachInTurn } from "./each-in-turn.ts";
import { type RankingDays, type RankingOrder, rankingOrders } from "./schema.ts";
import { type SpanSums, type Sums, soldIn, windowsOf } from "./sums.ts";

/** How many places are stored, unless too few of them are on sale. */
const PLACES = 40;

/** How many products on sale are stored: readers leave out those that were archived since. */
const ON_SALE = PLACES / 2;

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

export interface RankedProduct {
  category: string;
  isOnSale: boolean;
}

/** What has been sold, by number of the product: a large shop is counted through many times. */
interface Shelves {
  ids: string[];
  isOnSale: boolean[];
  spans: SpanSums[];
  /** The numbers of the whole shop, and of each category. */
  groups: Map<string, number[]>;
}

/** What was sold of each product in a window, by its number. */
type Sales = Record<RankingOrder, Float64Array>;

/** Compares products by their numbers: negative when the first comes first. */
type Compare = (a: number, b: number) => number;

/**
 * The lists of each window that is counted: of the whole shop and of each category with a sale, by
 * each order, and what is rising.
 * @param products by id; a product that is missing is in no list.
 */
export async function makeLists(
  sums: Sums,
  products: Map<string, RankedProduct>,
): Promise<MadeList[]> {
  const lists: MadeList[] = [];
  const shelves = await arrange(sums, products);
  const isOnSale = (one: number) => shelves.isOnSale[one] === true;
  for (const days of windowsOf(sums)) {
    const now = await salesOf(shelves, days, false);
    const before = await salesOf(shelves, days, true);
    for (const [category, group] of shelves.groups) {
      const sold = group.filter((one) => isSold(now, one));
      if (sold.length === 0 && category !== WHOLE_SHOP) continue;
      const soldBefore = group.filter((one) => isSold(before, one));
      for (const by of rankingOrders) {
        const best = await bestOf(sold, isOnSale, comparing(shelves, now, by));
        const ranks = await ranksOf(best, soldBefore, comparing(shelves, before, by));
        const entries = entriesOf(shelves, now, best, ranks);
        const depth = Math.max(best.length, PLACES);
        lists.push({ days, category, kind: by, depth, entries });
      }
      const [onSale, onSaleBefore] = [sold.filter(isOnSale), soldBefore.filter(isOnSale)];
      const best = await firstOf(onSale, RISING_AMONG, comparing(shelves, now, "quantity"));
      const ranks = await ranksOf(best, onSaleBefore, comparing(shelves, before, "quantity"));
      const entries = risingOf(entriesOf(shelves, now, best, ranks), onSaleBefore.length);
      lists.push({ days, category, kind: "rising", depth: PLACES, entries });
    }
  }
  return lists;
}

async function arrange(
  { byProduct }: Sums,
  products: Map<string, RankedProduct>,
): Promise<Shelves> {
  const shop: number[] = [];
  const groups = new Map([[WHOLE_SHOP, shop]]);
  const shelves: Shelves = { ids: [], isOnSale: [], spans: [], groups };
  await eachInTurn(byProduct, ([productId, spans]) => {
    const product = products.get(productId);
    if (!product) return;
    const number = shelves.ids.push(productId) - 1;
    shelves.isOnSale.push(product.isOnSale);
    shelves.spans.push(spans);
    shop.push(number);
    const group = groups.get(product.category);
    if (group) group.push(number);
    else groups.set(product.category, [number]);
  });
  return shelves;
}

async function salesOf({ spans }: Shelves, days: RankingDays, isBefore: boolean): Promise<Sales> {
  const [quantity, revenue] = [new Float64Array(spans.length), new Float64Array(spans.length)];
  let number = 0;
  await eachInTurn(spans, (each) => {
    const sold = soldIn(each, days, isBefore);
    quantity[number] = sold.soldQuantity;
    revenue[number] = sold.revenue;
    number += 1;
  });
  return { quantity, revenue };
}

const isSold = ({ quantity }: Sales, one: number) => (quantity[one] ?? 0) > 0;

function comparing({ ids }: Shelves, sales: Sales, by: RankingOrder): Compare {
  const [first, second] = {
    quantity: [sales.quantity, sales.revenue] as const,
    revenue: [sales.revenue, sales.quantity] as const,
  }[by];
  return (a, b) =>
    (first[b] ?? 0) - (first[a] ?? 0) ||
    (second[b] ?? 0) - (second[a] ?? 0) ||
    (a === b ? 0 : (ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1);
}

/** The first places, and as many more as it takes for {@link ON_SALE}: a whole season may be archived. */
async function bestOf(
  sold: number[],
  isOnSale: (one: number) => boolean,
  compare: Compare,
): Promise<number[]> {
  const best = await firstOf(sold, PLACES, compare);
  if (best.length === sold.length || best.filter(isOnSale).length >= ON_SALE) return best;
  const last = (await firstOf(sold.filter(isOnSale), ON_SALE, compare)).at(-1);
  if (last === undefined) return best;
  const depth = sold.filter((one) => compare(one, last) <= 0).length;
  return depth > PLACES ? firstOf(sold, depth, compare) : best;
}

/** The first of many products. To sort all takes longer, and nothing else could run meanwhile. */
async function firstOf(all: number[], count: number, compare: Compare): Promise<number[]> {
  const first: number[] = [];
  await eachInTurn(all, (one) => {
    const last = first[count - 1];
    if (last !== undefined && compare(last, one) < 0) return;
    first.splice(placeIn(first, one, compare), 0, one);
    if (first.length > count) first.pop();
  });
  return first;
}

/** How many of some sorted products come before one. */
function placeIn(sorted: number[], one: number, compare: Compare): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(sorted[middle] ?? one, one) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The places that some products had among all that were sold before; without those that were not. */
async function ranksOf(
  some: number[],
  soldBefore: number[],
  compare: Compare,
): Promise<Map<number, number>> {
  const asked = new Set(some);
  const sorted = soldBefore.filter((one) => asked.has(one)).sort(compare);
  /** How many come after the one before, up to this one. */
  const counts = sorted.map(() => 0);
  await eachInTurn(soldBefore, (one) => {
    const place = placeIn(sorted, one, compare);
    if (place < counts.length) counts[place] = (counts[place] ?? 0) + 1;
  });
  let rank = 0;
  return new Map(
    sorted.map((one, i) => {
      rank += counts[i] ?? 0;
      return [one, rank];
    }),
  );
}

const entriesOf = (
  { ids }: Shelves,
  { quantity, revenue }: Sales,
  sorted: number[],
  ranksBefore: Map<number, number>,
): ListEntry[] =>
  sorted.map((one, i) => ({
    rank: i + 1,
    rankBefore: ranksBefore.get(one) ?? null,
    productId: ids[one] ?? "",
    soldQuantity: quantity[one] ?? 0,
    revenue: revenue[one] ?? 0,
  }));

/**
 * What gained the most places, among the best sellers. What was not sold before had the place after
 * the last, so it is before what climbed less and after what climbed more.
 * @param soldBefore how many had a place.
 */
function risingOf(best: ListEntry[], soldBefore: number): ListEntry[] {
  const gain = ({ rank, rankBefore }: ListEntry) => (rankBefore ?? soldBefore + 1) - rank;
  return best
    .filter((entry) => gain(entry) > 0)
    .sort((a, b) => gain(b) - gain(a) || a.rank - b.rank)
    .slice(0, PLACES);
}
