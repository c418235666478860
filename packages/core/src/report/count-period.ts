import type { Reader } from "@sunchak/db";
import { countSold, listRefundedLines, type Period } from "../ranking/count-sold.ts";
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

/** Counts a period from the orders and the ledger. */
export async function countTotals(db: Reader, period: Period): Promise<Totals> {
  const campaigns: Totals["campaigns"] = {};
  const of = (id: string | null) => {
    const key = id ?? NO_CAMPAIGN;
    campaigns[key] ??= noSales();
    return campaigns[key];
  };
  for (const row of await countOrders(db, "paidAt", period)) {
    Object.assign(of(row.campaignId), {
      orders: Number(row.orders),
      revenue: Number(row.subtotal),
      discounts: Number(row.discount),
      sales: Number(row.total),
    });
  }
  for (const row of await countOrders(db, "refundedAt", period)) {
    const refunded = { refundedOrders: Number(row.orders), refunds: Number(row.total) };
    Object.assign(of(row.campaignId), refunded);
  }
  const kinds = await countKinds(db, period);
  const first = await countFirstOrders(db, period);
  return {
    campaigns,
    firstOrders: Number(first?.orders ?? 0),
    firstSales: Number(first?.sales ?? 0),
    charged: kinds.get("CHARGE") ?? 0,
    adjusted: kinds.get("ADJUSTMENT") ?? 0,
  };
}

const countOrders = (db: Reader, time: "paidAt" | "refundedAt", { from, to }: Period) =>
  db.queries
    .selectFrom("orders")
    .leftJoin("issuedCoupons", "issuedCoupons.id", "orders.issuedCouponId")
    .select(({ fn }) => [
      "campaignId",
      fn.countAll().as("orders"),
      fn.sum("subtotal").as("subtotal"),
      fn.sum("discount").as("discount"),
      fn.sum("total").as("total"),
    ])
    .where(time, ">=", from)
    .where(time, "<", to)
    .groupBy("campaignId")
    .execute();

/** Sums of the entries that no order caused. */
async function countKinds(db: Reader, { from, to }: Period): Promise<Map<string, number>> {
  const rows = await db.queries
    .selectFrom("ledgerEntries")
    .select(({ fn }) => ["kind", fn.sum("amount").as("amount")])
    .where("orderId", "is", null)
    .where("createdAt", ">=", from)
    .where("createdAt", "<", to)
    .groupBy("kind")
    .execute();
  return new Map(rows.map(({ kind, amount }) => [kind, Number(amount)]));
}

/** The paid orders whose shopper had paid none before, refunded or not. */
const countFirstOrders = (db: Reader, { from, to }: Period) =>
  db.queries
    .selectFrom("orders")
    .select(({ fn }) => [fn.countAll().as("orders"), fn.sum("total").as("sales")])
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
    .executeTakeFirst();

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
