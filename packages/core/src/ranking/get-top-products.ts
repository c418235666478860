import type { Database } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findRankingList, noRanking } from "./find-ranking-list.ts";
import { findCurrentRanking } from "./list-rankings.ts";
import type { ListKind } from "./make-lists.ts";
import {
  type CurrentRanking,
  type RisingProducts,
  type RisingProductsQuery,
  rankingDefaults,
  TOP_MAX,
  type TopProducts,
  type TopProductsQuery,
} from "./schema.ts";

/**
 * How stale an answer may get, in milliseconds, after another process has stored a ranking or
 * archived a product.
 */
const CACHED_MS = 5_000;

interface Cached {
  at: number;
  answer: Promise<unknown>;
}

const caches = new WeakMap<Database, Map<string, Cached>>();

type Which = Pick<TopProductsQuery, "days" | "category"> & { kind: ListKind };

type Entry = CurrentRanking["entries"][number] & { rankBefore?: number | null };

type Shown<Item> = Omit<TopProducts, "items"> & { items: Item[] };

type ToItem<Item> = (entry: Entry, i: number) => Item;

/**
 * The best sellers of a stored list that are on sale, with its window; empty, with nulls, before
 * the first batch. Every visitor asks for the same answers, so a process reads each from the
 * database at most once in {@link CACHED_MS}. An unknown category has none.
 */
export async function getTopProducts(
  deps: Pick<Deps, "db" | "clock">,
  query: Partial<TopProductsQuery> = {},
): Promise<TopProducts> {
  const { days, category, by, size } = { ...rankingDefaults, ...query };
  const { items, ...times } = await readShown(deps, { days, category, kind: by }, toTop);
  return { items: items.slice(0, size), ...times };
}

/**
 * The products on sale that gained the most places against the window before. Both places are among
 * what was on sale at the run.
 */
export async function getRisingProducts(
  deps: Pick<Deps, "db" | "clock">,
  query: Partial<RisingProductsQuery> = {},
): Promise<RisingProducts> {
  const { days, category, size } = { ...rankingDefaults, ...query };
  const { items, ...times } = await readShown(deps, { days, category, kind: "rising" }, toRising);
  return { items: items.slice(0, size), ...times };
}

/** Makes the next reader see what this process has just stored. */
export function forgetTopProducts(db: Database): void {
  caches.delete(db);
}

const toItem = ({ rank, productId, name, nameEn, price, imageUrl, soldQuantity }: Entry) => ({
  rank,
  productId,
  name,
  nameEn,
  price,
  imageUrl,
  soldQuantity,
});
/** Those after an archived product move up. */
const toTop: ToItem<TopProducts["items"][number]> = (entry, i) => ({
  ...toItem(entry),
  rank: i + 1,
});
const toRising: ToItem<RisingProducts["items"][number]> = (entry) => ({
  ...toItem(entry),
  rankBefore: entry.rankBefore ?? null,
});

async function readShown<Item>(
  deps: Pick<Deps, "db" | "clock">,
  which: Which,
  toItem: ToItem<Item>,
): Promise<Shown<Item>> {
  const { days, category, kind } = which;
  const read = () => readList(deps, which, toItem);
  if (category === undefined) return cached(deps, `${days} ${kind}`, read);
  const slugs = await cached(deps, "categories", () => readSlugs(deps));
  if (slugs.has(category)) return cached(deps, `${days} ${kind} ${category}`, read);
  return { ...(await readShown(deps, { days, kind }, toItem)), items: [] };
}

/** Answers have few keys: what a visitor invents gets none. */
function cached<T>(
  { db, clock }: Pick<Deps, "db" | "clock">,
  key: string,
  read: () => Promise<T>,
): Promise<T> {
  const cache = caches.get(db) ?? new Map<string, Cached>();
  caches.set(db, cache);
  const now = clock.now().getTime();
  const known = cache.get(key);
  if (known && Math.abs(now - known.at) < CACHED_MS) return known.answer as Promise<T>;
  const answer = read();
  cache.set(key, { at: now, answer });
  answer.catch(() => forgetTopProducts(db));
  return answer;
}

async function readSlugs({ db: { client } }: Pick<Deps, "db">): Promise<Set<string>> {
  const rows = await client.category.findMany({ select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}

async function readList<Item>(
  deps: Pick<Deps, "db">,
  which: Which,
  toItem: ToItem<Item>,
): Promise<Shown<Item>> {
  const { days, category, kind } = which;
  // This list is kept as snapshots, which versions without the others store too.
  const isSnapshot =
    days === rankingDefaults.days && category === undefined && kind === rankingDefaults.by;
  const list = isSnapshot ? await findCurrentRanking(deps) : await findRankingList(deps, which);
  if (!list) return { items: [], ...noRanking };
  const { windowStart, windowEnd, aggregatedAt } = list;
  const onSale = list.entries.filter(({ archived }) => !archived).slice(0, TOP_MAX);
  return { items: onSale.map(toItem), windowStart, windowEnd, aggregatedAt };
}
