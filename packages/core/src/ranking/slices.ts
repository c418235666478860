import type { Database, Queries, Transaction } from "@sunchak/db";
import { purge } from "../purge.ts";
import {
  type AsOf,
  countSlots,
  countSold,
  listRefundedLines,
  type Period,
  parseSold,
  type Sold,
} from "./count-sold.ts";

const SLICE_MS = 10 * 60_000;
/** No slice is longer, in milliseconds. */
const LONGEST_MS = 2 * SLICE_MS;

/** Few, because those of a busy shop are long texts. */
const DELETED_AT_ONCE = 50;

/** What was sold in a period, counted once, when its orders were settled. */
export interface Slice extends Period, AsOf {
  sold: Sold[];
}

/** Counts a period of the past in slices of about ten minutes; those without a sale are left out. */
export async function countSlices(
  queries: Queries,
  { from, to, asOf }: Period & AsOf,
): Promise<Slice[]> {
  const length = to.getTime() - from.getTime();
  const count = Math.max(1, Math.round(length / SLICE_MS));
  const bounds = Array.from(
    { length: count + 1 },
    (_, i) => new Date(from.getTime() + Math.round((i * length) / count)),
  );
  const slots = await countSlots(queries, bounds, asOf);
  return slots.flatMap((sold, i) => {
    const [begin, end] = [bounds[i], bounds[i + 1]];
    return begin && end && sold.length > 0 ? [{ from: begin, to: end, asOf, sold }] : [];
  });
}

/** Stores slices; one of the same period is as good. */
export async function storeSlices(
  client: Pick<Transaction, "$executeRaw">,
  slices: Slice[],
): Promise<void> {
  for (const { from, to, asOf, sold } of slices) {
    const text = sold.map((one) => `${one.productId} ${one.soldQuantity} ${one.revenue}`).join(",");
    await client.$executeRaw`
      INSERT INTO ranking_slices (starts_at, ends_at, as_of, sold)
      VALUES (${from}, ${to}, ${asOf}, ${text})
      ON CONFLICT (ends_at, starts_at) DO NOTHING`;
  }
}

/** Deletes all slices: without any, the orders are read, and slices counted anew. */
export async function deleteSlices({ client }: Pick<Database, "client">): Promise<void> {
  await purge(
    () => client.$executeRaw`
      DELETE FROM ranking_slices WHERE ends_at IN (
        SELECT ends_at FROM ranking_slices ORDER BY ends_at LIMIT ${DELETED_AT_ONCE}
      )`,
    undefined,
  );
}

/**
 * The same as countSold, in several parts, some of them negative. It takes the stored slices that
 * lie in the period for the most part, and counts only the difference. So the result does not depend
 * on which slices are stored.
 */
export async function countBySlices(
  queries: Queries,
  { from, to, asOf }: Period & AsOf,
): Promise<Sold[]> {
  const parts: Sold[][] = [];
  let done = from;
  for (const slice of await findSlices(queries, { from, to, asOf })) {
    const overlap = Math.min(+slice.to, +to) - Math.max(+slice.from, +done);
    if (overlap <= (+slice.to - +slice.from) / 2) continue;
    const refunded = { from: slice.asOf, to: asOf };
    parts.push(
      await countBetween(queries, done, slice.from, asOf),
      slice.sold,
      negative(await listRefundedLines(queries, { refunded, paid: slice })),
    );
    done = slice.to;
  }
  parts.push(await countBetween(queries, done, to, asOf));
  return parts.flat();
}

async function findSlices(queries: Queries, { from, to, asOf }: Period & AsOf): Promise<Slice[]> {
  const rows = await queries
    .selectFrom("rankingSlices")
    .selectAll()
    .where("endsAt", ">", from)
    .where("endsAt", "<", new Date(+to + LONGEST_MS))
    .where("startsAt", "<", to)
    .where("asOf", "<=", asOf)
    .orderBy("startsAt")
    .execute();
  return rows.map((row) => ({
    from: row.startsAt,
    to: row.endsAt,
    asOf: row.asOf,
    sold: parseSold(row.sold),
  }));
}

/** What was sold from one instant to another; negative when that is before. */
async function countBetween(queries: Queries, from: Date, to: Date, asOf: Date): Promise<Sold[]> {
  if (from < to) return countSold(queries, { from, to, asOf });
  return from > to ? negative(await countSold(queries, { from: to, to: from, asOf })) : [];
}

const negative = (sold: Sold[]): Sold[] =>
  sold.map(({ productId, soldQuantity, revenue }) => ({
    productId,
    soldQuantity: -soldQuantity,
    revenue: -revenue,
  }));
