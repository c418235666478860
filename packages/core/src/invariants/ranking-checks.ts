import type { Queries, Reader } from "@sunchak/db";
import { countBestSellers } from "../ranking/count-sold.ts";
import { findLatestRanking } from "../ranking/find-latest-ranking.ts";
import { findRecountReport } from "../ranking/recount-sums.ts";
import { findSums } from "../ranking/stored-sums.ts";
import { findWrongSpans } from "../ranking/sums.ts";
import { brokenRow } from "./range-check.ts";
import type { BrokenRow } from "./schema.ts";

/** Where the latest ranking differs from a fresh count over its window. */
export async function findStaleRanks({ client, queries }: Reader): Promise<BrokenRow[]> {
  const snapshot = await findLatestRanking(client);
  if (!snapshot) return [];
  const counted = await countBestSellers(queries, snapshot);
  const places = Math.max(counted.length, snapshot.entries.length);
  return Array.from({ length: places }, (_, i) => {
    const fresh = counted[i];
    const stored = snapshot.entries[i];
    return brokenRow("rank", snapshot.id, i + 1, {
      rank: [stored?.rank, i + 1],
      product: [stored?.productId, fresh?.productId],
      soldQuantity: [stored?.soldQuantity, fresh?.soldQuantity],
      revenue: [stored && Number(stored.revenue), fresh?.revenue],
    });
  }).filter(({ differences }) => differences.length > 0);
}

/**
 * Where the ranking's sums differ from the orders, for a product of theirs and one that was sold,
 * both drawn at random: counting every product would take as long as the nightly recount.
 */
export async function findStaleSums(db: Reader): Promise<BrokenRow[]> {
  const sums = await findSums(db.client, "current");
  if (!sums) return [];
  const summed = [...sums.byProduct.keys()];
  const drawn = [
    summed[Math.floor(Math.random() * summed.length)],
    // The sums may have lost a product.
    await drawSold(db.queries, sums.countedFrom, sums.settledUntil),
  ];
  const rows: BrokenRow[] = [];
  for (const productId of new Set(drawn)) {
    if (productId !== undefined) rows.push(...(await findStaleSumsOf(db, productId)));
  }
  return rows;
}

/** Where the ranking's sums of one product differ from its orders. */
export async function findStaleSumsOf(
  { client, queries }: Reader,
  productId: string,
): Promise<BrokenRow[]> {
  const sums = await findSums(client, "current");
  const wrong = sums ? await findWrongSpans(queries, sums, productId) : [];
  return wrong.map((span) =>
    brokenRow("rankingSums", productId, span.fromDaysAgo, {
      soldQuantity: [span.soldQuantity, span.countedQuantity],
      revenue: [span.revenue, span.countedRevenue],
    }),
  );
}

/** A product of the first order that was paid after an instant drawn from [from, to). */
async function drawSold(queries: Queries, from: Date, to: Date): Promise<string | undefined> {
  const span = to.getTime() - from.getTime();
  for (const begin of [new Date(from.getTime() + Math.random() * span), from]) {
    const line = await queries
      .selectFrom("orders")
      .innerJoin("orderLines", "orderLines.orderId", "orders.id")
      .select("productId")
      .where("paidAt", ">=", begin)
      .where("paidAt", "<", to)
      .orderBy("paidAt")
      .limit(1)
      .executeTakeFirst();
    if (line) return line.productId;
  }
  return undefined;
}

/** What the last nightly recount found. */
export async function findRecounted({ client }: Reader): Promise<BrokenRow[]> {
  const { differing = [] } = (await findRecountReport(client)) ?? {};
  return differing.map(({ productId, days, stored, counted }) =>
    brokenRow("recount", productId, days, {
      soldQuantity: [stored.soldQuantity, counted.soldQuantity],
      revenue: [stored.revenue, counted.revenue],
    }),
  );
}
