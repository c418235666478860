import { expressionBuilder, type Reader, type Tables } from "@sunchak/db";
import { countSold, listRefundedLines, type Period } from "../ranking/count-sold.ts";
import { fromSeoul } from "../seoul.ts";
import { timeBucket } from "../time-bucket.ts";
import type { ProductSales, Sales } from "./schema.ts";

/** What the reports need to know of a time, apart from its products. */
export interface Totals {
  /** By the id of the coupon's campaign; empty for orders without a coupon. */
  campaigns: Record<string, Sales>;
  firstOrders: number;
  firstSales: number;
  /** Won added to balances by shoppers, and by admins. */
  charged: number;
  adjusted: number;
}

/** By product id. */
export type ProductSums = Map<string, ProductSales>;

/** The id under which orders without a coupon are summed. */
export const NO_CAMPAIGN = "";

export const noSales = (): Sales => ({
  orders: 0,
  revenue: 0,
  discounts: 0,
  sales: 0,
  refundedOrders: 0,
  refunds: 0,
});

export const noProductSales = (): ProductSales => ({
  soldQuantity: 0,
  revenue: 0,
  refundedQuantity: 0,
  refundedRevenue: 0,
});

/** Adds each number of `more` to the same one of `sum`. */
export function addTo<Sum extends { [Key in keyof Sum]: number }>(sum: Sum, more: Sum): void {
  for (const key of Object.keys(sum) as (keyof Sum)[]) sum[key] = (sum[key] + more[key]) as never;
}

export function sumTotals(parts: Totals[]): Totals {
  const sum: Totals = { campaigns: {}, firstOrders: 0, firstSales: 0, charged: 0, adjusted: 0 };
  const { campaigns } = sum;
  for (const { campaigns: more, ...numbers } of parts) {
    for (const key of Object.keys(numbers) as (keyof typeof numbers)[]) sum[key] += numbers[key];
    for (const [id, sales] of Object.entries(more)) {
      campaigns[id] ??= noSales();
      addTo(campaigns[id], sales);
    }
  }
  return sum;
}

export function addProducts(sums: ProductSums, more: Iterable<[string, ProductSales]>): void {
  for (const [id, sold] of more) {
    const sum = sums.get(id);
    if (sum) addTo(sum, sold);
    else sums.set(id, { ...sold });
  }
}

/**
 * Counts a time from the orders and the ledger, in as many statements for years as for a day.
 * @returns the totals of each day in Seoul on which there was anything, by when it begins.
 */
export async function countDays(db: Reader, period: Period): Promise<[Date, Totals][]> {
  const days = new Map<string, Totals>();
  const on = (day: string): Totals => {
    const totals = days.get(day) ?? sumTotals([]);
    days.set(day, totals);
    return totals;
  };
  const salesOf = (day: string, campaignId: string | null): Sales => {
    const { campaigns } = on(day);
    const sales = campaigns[campaignId ?? NO_CAMPAIGN] ?? noSales();
    campaigns[campaignId ?? NO_CAMPAIGN] = sales;
    return sales;
  };
  for (const row of await countOrders(db, "paidAt", period)) {
    Object.assign(salesOf(row.day, row.campaignId), {
      orders: Number(row.orders),
      revenue: Number(row.subtotal),
      discounts: Number(row.discount),
      sales: Number(row.total),
    });
  }
  for (const row of await countOrders(db, "refundedAt", period)) {
    const refunded = { refundedOrders: Number(row.orders), refunds: Number(row.total) };
    Object.assign(salesOf(row.day, row.campaignId), refunded);
  }
  for (const { day, kind, amount } of await countKinds(db, period)) {
    if (kind === "CHARGE") on(day).charged = Number(amount);
    if (kind === "ADJUSTMENT") on(day).adjusted = Number(amount);
  }
  for (const { day, orders, sales } of await countFirstOrders(db, period)) {
    Object.assign(on(day), { firstOrders: Number(orders), firstSales: Number(sales) });
  }
  return [...days].map(([day, totals]) => [fromSeoul(day) ?? period.from, totals]);
}

const order = expressionBuilder<Tables, "orders">();
const entry = expressionBuilder<Tables, "ledgerEntries">();

const countOrders = (db: Reader, time: "paidAt" | "refundedAt", { from, to }: Period) =>
  db.queries
    .selectFrom("orders")
    .leftJoin("issuedCoupons", "issuedCoupons.id", "orders.issuedCouponId")
    .select(({ fn }) => [
      timeBucket(db.provider, order.ref(time), "day").as("day"),
      "campaignId",
      fn.countAll().as("orders"),
      fn.sum("subtotal").as("subtotal"),
      fn.sum("discount").as("discount"),
      fn.sum("total").as("total"),
    ])
    .where(time, ">=", from)
    .where(time, "<", to)
    .groupBy(["day", "campaignId"])
    .execute();

/** Sums of the entries that no order caused. */
const countKinds = (db: Reader, { from, to }: Period) =>
  db.queries
    .selectFrom("ledgerEntries")
    .select(({ fn }) => [
      timeBucket(db.provider, entry.ref("createdAt"), "day").as("day"),
      "kind",
      fn.sum("amount").as("amount"),
    ])
    .where("orderId", "is", null)
    .where("createdAt", ">=", from)
    .where("createdAt", "<", to)
    .groupBy(["day", "kind"])
    .execute();

/** The paid orders whose shopper had paid none before, refunded or not. */
const countFirstOrders = (db: Reader, { from, to }: Period) =>
  db.queries
    .selectFrom("orders")
    .select(({ fn }) => [
      timeBucket(db.provider, order.ref("orders.paidAt"), "day").as("day"),
      fn.countAll().as("orders"),
      fn.sum("total").as("sales"),
    ])
    .where("paidAt", ">=", from)
    .where("paidAt", "<", to)
    .where(({ not, exists, selectFrom, lit }) =>
      not(
        exists(
          selectFrom("orders as earlier")
            .select(lit(1).as("one"))
            .whereRef("earlier.userId", "=", "orders.userId")
            .where(({ eb, or, and, ref }) =>
              or([
                eb("earlier.paidAt", "<", ref("orders.paidAt")),
                and([
                  eb("earlier.paidAt", "=", ref("orders.paidAt")),
                  eb("earlier.id", "<", ref("orders.id")),
                ]),
              ]),
            ),
        ),
      ),
    )
    .groupBy("day")
    .execute();

/** Counts what was sold and refunded of each product in a period. */
export async function countProducts({ queries }: Reader, period: Period): Promise<ProductSums> {
  const sums: ProductSums = new Map();
  // Nothing that is paid in the period was refunded before it.
  for (const { productId, ...sold } of await countSold(queries, { ...period, asOf: period.from })) {
    sums.set(productId, { ...noProductSales(), ...sold });
  }
  const paid = { from: new Date(0), to: period.to };
  for (const line of await listRefundedLines(queries, { refunded: period, paid })) {
    const { productId, soldQuantity: refundedQuantity, revenue: refundedRevenue } = line;
    addProducts(sums, [[productId, { ...noProductSales(), refundedQuantity, refundedRevenue }]]);
  }
  return sums;
}
