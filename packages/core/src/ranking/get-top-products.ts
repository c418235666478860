import type { Database } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findCurrentRanking, topOf } from "./list-rankings.ts";
import type { TopProducts } from "./schema.ts";

/**
 * How stale an answer may get, in milliseconds, after another process has stored a ranking or
 * archived a product.
 */
const CACHED_MS = 5_000;

const cached = new WeakMap<Database, { at: number; top: Promise<TopProducts> }>();

/**
 * The five best sellers of the stored ranking that are on sale, with its window; empty, with nulls,
 * before the first batch. Every visitor asks for the same answer, so a process reads it from the
 * database at most once in {@link CACHED_MS}.
 */
export function getTopProducts(deps: Pick<Deps, "db" | "clock">): Promise<TopProducts> {
  const now = deps.clock.now().getTime();
  const known = cached.get(deps.db);
  if (known && Math.abs(now - known.at) < CACHED_MS) return known.top;
  const top = readTopProducts(deps);
  cached.set(deps.db, { at: now, top });
  top.catch(() => forgetTopProducts(deps.db));
  return top;
}

/** Makes the next reader see what this process has just stored. */
export function forgetTopProducts(db: Database): void {
  cached.delete(db);
}

async function readTopProducts(deps: Pick<Deps, "db">): Promise<TopProducts> {
  const ranking = await findCurrentRanking(deps);
  if (!ranking) return { items: [], windowStart: null, windowEnd: null, aggregatedAt: null };
  const { windowStart, windowEnd, aggregatedAt } = ranking;
  const items = topOf(ranking).map(
    ({ rank, productId, name, nameEn, price, imageUrl, soldQuantity }) => ({
      rank,
      productId,
      name,
      nameEn,
      price,
      imageUrl,
      soldQuantity,
    }),
  );
  return { items, windowStart, windowEnd, aggregatedAt };
}
