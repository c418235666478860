import { type Database, type Queries, queriesOn, sql } from "@sunchak/db";

/** What was sold of a product: pieces, and won before discounts. */
export interface Sold {
  productId: string;
  soldQuantity: number;
  revenue: number;
}

/** Runs statements that may take longer than those of an ordinary call. */
export const onSnapshot = <T>(db: Database, read: (queries: Queries) => Promise<T>): Promise<T> =>
  db.snapshot((tx) => read(queriesOn(db.provider, tx)));

interface Period {
  from: Date;
  /** The first instant after it. */
  to: Date;
}

/** A time that leaves out what was refunded before it. */
type AsOf = { asOf: Date };

const paidLines = (queries: Queries, { from, to, asOf }: Period & AsOf) =>
  queries
    .selectFrom("orders")
    .innerJoin("orderLines", "orderLines.orderId", "orders.id")
    .select((eb) => [
      "productId",
      // As a double, which is exact up to 2^53, because drivers are slow with decimals.
      eb.cast<number>(eb.fn.sum("quantity"), "double precision").as("soldQuantity"),
      eb.cast<number>(eb.fn.sum("amount"), "double precision").as("revenue"),
    ])
    .where("paidAt", ">=", from)
    .where("paidAt", "<", to)
    .where(({ eb, or }) => or([eb("refundedAt", "is", null), eb("refundedAt", ">=", asOf)]))
    .groupBy("productId");

/**
 * What was sold of each product, in orders paid within a period and not refunded before `asOf`. A
 * period in the past always gives the same result, inside a transaction or not.
 */
export async function countSold(
  queries: Queries,
  period: Period & AsOf,
  productId?: string,
): Promise<Sold[]> {
  const sold = paidLines(queries, period)
    .$if(productId !== undefined, (query) => query.where("productId", "=", productId ?? ""))
    .as("sold");
  // One text, because Prisma takes longer for thousands of rows than the database for counting.
  const [row] = await queries
    .selectFrom(sold)
    .select(({ ref }) => [
      sql<
        string | null
      >`string_agg(${ref("productId")} || ' ' || ${ref("soldQuantity")} || ' ' || ${ref("revenue")}, ',')`.as(
        "all",
      ),
    ])
    .execute();
  const texts = row?.all?.split(",") ?? [];
  return texts.map((text) => {
    const [id = "", soldQuantity, revenue] = text.split(" ");
    return { productId: id, soldQuantity: Number(soldQuantity), revenue: Number(revenue) };
  });
}

/** The best sellers of a period: by quantity, then revenue, then product id. */
export const countBestSellers = (
  queries: Queries,
  { windowStart, windowEnd, depth }: { windowStart: Date; windowEnd: Date; depth: number },
): Promise<Sold[]> =>
  paidLines(queries, { from: windowStart, to: windowEnd, asOf: windowEnd })
    .orderBy("soldQuantity", "desc")
    .orderBy("revenue", "desc")
    .orderBy("productId")
    .limit(depth)
    .execute();

/** The lines of orders that were refunded within one period and paid within another. */
export const listRefundedLines = (
  queries: Queries,
  { refunded, paid }: { refunded: Period; paid: Period },
): Promise<(Sold & { paidAt: Date })[]> =>
  queries
    .selectFrom("orders")
    .innerJoin("orderLines", "orderLines.orderId", "orders.id")
    .select((eb) => [
      "productId",
      eb.cast<number>("quantity", "double precision").as("soldQuantity"),
      eb.cast<number>("amount", "double precision").as("revenue"),
      "paidAt",
    ])
    .where("refundedAt", ">=", refunded.from)
    .where("refundedAt", "<", refunded.to)
    .where("paidAt", ">=", paid.from)
    .where("paidAt", "<", paid.to)
    .$narrowType<{ paidAt: Date }>()
    .execute();

/** When the last order was paid before an instant; null when none was. */
export async function findLastPayment(queries: Queries, before: Date): Promise<Date | null> {
  const [last] = await queries
    .selectFrom("orders")
    .select("paidAt")
    .where("paidAt", "<", before)
    .orderBy("paidAt", "desc")
    .limit(1)
    .execute();
  return last?.paidAt ?? null;
}
