import { type Queries, queriesOn, type Transaction } from "@sunchak/db";
import { audited, findKeptResponse } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import { forgetTopProducts } from "./get-top-products.ts";

/**
 * How long before the run the window ends, in milliseconds. It is longer than any transaction may
 * take (TRANSACTION_TIMEOUT_MS), so that no order of the window is still uncommitted.
 */
export const WINDOW_DELAY_MS = 30_000;
export const WINDOW_MS = 72 * 3_600_000;
/** How many places are counted at least: readers leave out products that were archived since. */
const PLACES = 20;

interface Window {
  windowStart: Date;
  windowEnd: Date;
  /** How many places are counted. */
  depth: number;
}

export interface Sold {
  productId: string;
  soldQuantity: number;
  /** Won, before discounts. */
  revenue: number;
}

/**
 * The best sellers among the orders paid within [windowStart, windowEnd) and not refunded before
 * windowEnd: by quantity, then revenue, then product id. A window in the past always gives the same
 * result, inside a transaction or not.
 */
export async function countBestSellers(
  queries: Queries,
  { windowStart, windowEnd, depth }: Window,
): Promise<Sold[]> {
  const rows = await queries
    .selectFrom("orders")
    .innerJoin("orderLines", "orderLines.orderId", "orders.id")
    .select(({ fn }) => [
      "productId",
      fn.sum("quantity").as("sold"),
      fn.sum("amount").as("revenue"),
    ])
    .where("paidAt", ">=", windowStart)
    .where("paidAt", "<", windowEnd)
    .where(({ eb, or }) => or([eb("refundedAt", "is", null), eb("refundedAt", ">=", windowEnd)]))
    .groupBy("productId")
    .orderBy("sold", "desc")
    .orderBy("revenue", "desc")
    .orderBy("productId")
    .limit(depth)
    .execute();
  return rows.map((row) => ({
    productId: row.productId,
    soldQuantity: Number(row.sold),
    revenue: Number(row.revenue),
  }));
}

/**
 * Stores the best sellers of the last three days as a new snapshot. Readers take the snapshot with
 * the latest windowEnd, so runs that overlap or repeat leave one result.
 */
export async function aggregateRanking(deps: Pick<Deps, "db" | "clock">): Promise<void> {
  const ranking = await countRanking(deps);
  await deps.db.transaction((tx) => storeRanking(tx, ranking));
  forgetTopProducts(deps.db);
}

/** Does the same for an admin who does not want to wait for the batch. */
export async function aggregateRankingNow(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting,
): Promise<{ snapshotId: string | null }> {
  const call = { action: "ranking.aggregate", subjectType: "ranking" } as const;
  const kept = await findKeptResponse<{ snapshotId: string | null }>(deps, asked, call);
  if (kept) return kept.response;
  const ranking = await countRanking(deps);
  const stored = await audited(deps, asked, call, async (tx, record) => {
    const snapshotId = await storeRanking(tx, ranking);
    if (snapshotId !== null) record({ subjectId: snapshotId });
    return { snapshotId };
  });
  forgetTopProducts(deps.db);
  return stored;
}

type Ranking = Awaited<ReturnType<typeof countRanking>>;

/** Runs before the storing transaction: counting may take longer than a transaction may last. */
async function countRanking({ db, clock }: Pick<Deps, "db" | "clock">) {
  const aggregatedAt = clock.now();
  const windowEnd = new Date(aggregatedAt.getTime() - WINDOW_DELAY_MS);
  const windowStart = new Date(windowEnd.getTime() - WINDOW_MS);
  // Counting three days of a large shop may take longer than an ordinary call may.
  const { depth, sold, products } = await db.snapshot((tx) =>
    countDeepEnough(tx, queriesOn(db.provider, tx), { windowStart, windowEnd }),
  );
  const byId = new Map(products.map((product) => [product.id, product]));
  const entries = sold.flatMap((row, i) => {
    const product = byId.get(row.productId);
    if (!product) return [];
    const { name, nameEn, price } = product;
    const imageUrl = (product.images as string[])[0] ?? null;
    return { rank: i + 1, ...row, name, nameEn, price, imageUrl };
  });
  return { id: newId(clock), windowStart, windowEnd, aggregatedAt, depth, entries };
}

/** Doubles the places until half of {@link PLACES} are on sale: a whole season may be archived. */
async function countDeepEnough(tx: Transaction, queries: Queries, window: Omit<Window, "depth">) {
  for (let depth = PLACES; ; depth *= 2) {
    const sold = await countBestSellers(queries, { ...window, depth });
    const products = await tx.product.findMany({
      where: { id: { in: sold.map((row) => row.productId) } },
      select: { id: true, name: true, nameEn: true, price: true, images: true, archivedAt: true },
    });
    const onSale = products.filter(({ archivedAt }) => archivedAt === null);
    if (sold.length < depth || onSale.length >= PLACES / 2) return { depth, sold, products };
  }
}

/** @returns the snapshot's id; null when this window has a snapshot already. */
async function storeRanking(
  tx: Transaction,
  { id, windowStart, windowEnd, aggregatedAt, depth, entries }: Ranking,
): Promise<string | null> {
  const created = await tx.$executeRaw`
    INSERT INTO ranking_snapshots (id, window_start, window_end, aggregated_at, depth)
    VALUES (${id}, ${windowStart}, ${windowEnd}, ${aggregatedAt}, ${depth})
    ON CONFLICT (window_end) DO NOTHING`;
  if (created === 0) return null;
  await tx.rankingEntry.createMany({
    data: entries.map((entry) => ({ snapshotId: id, ...entry })),
  });
  return id;
}
