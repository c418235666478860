import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { smallestId } from "../ids.ts";
import { MAX_COUNTED } from "../paging.ts";
import { hasTag } from "../tag/list-tags.ts";
import { whereOrderStatus } from "./order-status.ts";
import type { OrderSource } from "./read-order-search.ts";
import type { OrderFilter, OrderShopper, OrderTotals } from "./schema.ts";

const order = expressionBuilder<Tables, "orders" | "orderLines">();

type OrderRow = Tables["orders"];
type LineRow = Pick<Tables["orderLines"], "name" | "nameEn" | "quantity">;

export interface FoundOrder extends Omit<OrderRow, "userId"> {
  shopper: OrderShopper;
  /** In the order of the request. */
  lines: LineRow[];
}

/**
 * The orders that match a filter, the latest placed first.
 * @param sources what {@link readOrderSearch} returned for the same filter.
 * @param page.cursor the id of the last order on the page before. @param page.take the most orders.
 */
export async function findOrders(
  deps: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  sources: OrderSource[],
  page: { cursor?: string; take: number },
): Promise<FoundOrder[]> {
  const { db } = deps;
  const matching = matchingOrders(deps, filter, sources, page);
  if (!matching) return [];
  const newest = db.queries
    .selectFrom(matching.as("matching"))
    .select("id")
    .orderBy("id", "desc")
    .limit(page.take);
  const rows = await db.queries
    .selectFrom(newest.as("newest"))
    .innerJoin("orders", "orders.id", "newest.id")
    .innerJoin("users", "users.id", "orders.userId")
    .selectAll("orders")
    .select(["users.name", "users.email"])
    .orderBy("orders.id", "desc")
    .execute();
  const lines = await linesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ userId, name, email, ...row }) => ({
    ...row,
    shopper: { id: userId, name, email },
    lines: lines.get(row.id) ?? [],
  }));
}

/**
 * Sums up the orders that match a filter by payment or refund; null for another filter, and when
 * more than {@link MAX_COUNTED} match.
 * @param sources what {@link readOrderSearch} returned for the same filter.
 */
export async function sumOrders(
  deps: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  sources: OrderSource[],
): Promise<OrderTotals | null> {
  if (!filter.by) return null;
  const none = { count: 0, amount: 0 };
  const matching = matchingOrders(deps, filter, sources, { take: MAX_COUNTED + 1 });
  if (!matching) return { orders: 0, paid: none, refunded: none };
  const sums = await deps.db.queries
    .selectFrom(matching.as("matching"))
    .select(({ fn, ref }) => {
      const paid = within(ref("paidAt"), filter);
      const refunded = within(ref("refundedAt"), filter);
      return [
        fn.countAll().as("orders"),
        fn.countAll().filterWhere(paid).as("paid"),
        fn.sum("total").filterWhere(paid).as("sales"),
        fn.countAll().filterWhere(refunded).as("refunded"),
        fn.sum("total").filterWhere(refunded).as("refunds"),
      ];
    })
    .executeTakeFirstOrThrow();
  const orders = Number(sums.orders);
  if (orders > MAX_COUNTED) return null;
  return {
    orders,
    paid: { count: Number(sums.paid), amount: Number(sums.sales ?? 0) },
    refunded: { count: Number(sums.refunded), amount: Number(sums.refunds ?? 0) },
  };
}

/** The newest orders of each source, at most `take` of each; null without a source. */
function matchingOrders(
  { db: { queries }, clock }: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  sources: OrderSource[],
  { cursor, take }: { cursor?: string; take: number },
) {
  const now = clock.now();
  const matching = (id: Expression<string>) =>
    order.and(conditionsOf(filters(filter, id, now), { ...filter, cursor }));
  // Each source finds its newest orders by an index, so that no source is read whole.
  const arms = sources.map((source) => {
    const arm =
      "productId" in source
        ? queries
            .selectFrom("orderLines")
            .innerJoin("orders", "orders.id", "orderLines.orderId")
            .where("productId", "=", source.productId)
            .where(matching(order.ref("orderLines.orderId")))
            .orderBy("orderLines.orderId", "desc")
            .select(columns)
        : queries
            .selectFrom("orders")
            .where(source.where)
            .where(matching(order.ref("orders.id")))
            .orderBy("orders.id", "desc")
            .select(columns);
    return queries.selectFrom(arm.limit(take).as("arm")).selectAll();
  });
  const [first, ...others] = arms;
  return first && others.reduce((all, arm) => all.union(arm), first);
}

const columns = ["orders.id", "orders.total", "orders.paidAt", "orders.refundedAt"] as const;

async function linesOf({ queries }: Deps["db"], orderIds: string[]) {
  const lines = new Map<string, LineRow[]>(orderIds.map((id) => [id, []]));
  if (orderIds.length === 0) return lines;
  const rows = await queries
    .selectFrom("orderLines")
    .select(["orderId", "name", "nameEn", "quantity"])
    .where("orderId", "in", orderIds)
    .orderBy("position")
    .execute();
  for (const { orderId, ...line } of rows) lines.get(orderId)?.push(line);
  return lines;
}

/** @param id the column by which a source's index returns the newest first. */
const filters = (
  filter: OrderFilter,
  id: Expression<string>,
  now: Date,
): Filters<OrderFilter & { cursor?: string }> => ({
  /** {@link readOrderSearch} has turned the text into sources. */
  q: () => undefined,
  status: (status) => whereOrderStatus(status, now),
  by: (by) => order.or(moments[by].map((column) => within(order.ref(column), filter))),
  // An id holds the time of placing.
  from: (from) => (filter.by ? undefined : order(id, ">=", smallestId(new Date(from)))),
  to: (to) => (filter.by ? undefined : order(id, "<", smallestId(new Date(to)))),
  userId: (userId) => order("orders.userId", "=", userId),
  /** Without a text, the product itself is the source. */
  productId: (productId) => (filter.q ? hasProduct(productId) : undefined),
  tag: (tag) => hasTag("order", id, tag),
  cursor: (cursor) => order(id, "<", cursor),
});

const moments = {
  paid: ["orders.paidAt"],
  refunded: ["orders.refundedAt"],
  settled: ["orders.paidAt", "orders.refundedAt"],
} as const satisfies Record<NonNullable<OrderFilter["by"]>, readonly string[]>;

/** Whether something happened, within the time that a filter names. */
function within(at: Expression<Date | null>, { from, to }: OrderFilter): Expression<SqlBool> {
  const limits = [order(at, "is not", null)];
  if (from) limits.push(order(at, ">=", new Date(from)));
  if (to) limits.push(order(at, "<", new Date(to)));
  return order.and(limits);
}

const hasProduct = (productId: string): Expression<SqlBool> =>
  order.exists(
    order
      .selectFrom("orderLines as line")
      .select("line.orderId")
      .whereRef("line.orderId", "=", "orders.id")
      .where("line.productId", "=", productId),
  );
