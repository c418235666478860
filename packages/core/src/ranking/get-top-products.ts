import type { Database } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import type { TopProducts } from "./schema.ts";

/** How old an answer may get, in milliseconds, when another process has stored a ranking since. */
const CACHED_MS = 5_000;

const cached = new WeakMap<Database, { at: number; top: Promise<TopProducts> }>();

/**
 * The stored ranking with its window; empty, with nulls, before the first batch. Every visitor
 * asks for the same, so the database is asked at most once in {@link CACHED_MS}.
 */
export function getTopProducts(deps: Pick<Deps, "db" | "clock">): Promise<TopProducts> {
  const now = deps.clock.now().getTime();
  const known = cached.get(deps.db);
  if (known && Math.abs(now - known.at) < CACHED_MS) return known.top;
  const top = readTopProducts(deps.db);
  cached.set(deps.db, { at: now, top });
  top.catch(() => forgetTopProducts(deps.db));
  return top;
}

/** Makes the next reader see what this process has just stored. */
export function forgetTopProducts(db: Database): void {
  cached.delete(db);
}

async function readTopProducts(db: Database): Promise<TopProducts> {
  const snapshot = await db.client.rankingSnapshot.findFirst({
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
