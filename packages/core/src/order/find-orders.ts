import { type Expression, expressionBuilder, type SqlBool, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { smallestId } from "../ids.ts";
import { whereOrderStatus } from "./order-status.ts";
import type { OrderSource } from "./read-order-search.ts";
import type { OrderFilter, OrderShopper } from "./schema.ts";

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
  { db, clock }: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  sources: OrderSource[],
  { cursor, take }: { cursor?: string; take: number },
): Promise<FoundOrder[]> {
  const { queries } = db;
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
            .select("orders.id")
        : queries
            .selectFrom("orders")
            .where(source.where)
            .where(matching(order.ref("orders.id")))
            .orderBy("orders.id", "desc")
            .select("orders.id");
    return queries.selectFrom(arm.limit(take).as("arm")).select("id");
  });
  const [first, ...others] = arms;
  if (!first) return [];
  const ids = others.reduce((all, arm) => all.union(arm), first);
  const newest = queries
    .selectFrom(ids.as("matching"))
    .select("id")
    .orderBy("id", "desc")
    .limit(take);
  const rows = await queries
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
  { q }: OrderFilter,
  id: Expression<string>,
  now: Date,
): Filters<OrderFilter & { cursor?: string }> => ({
  /** {@link readOrderSearch} has turned the text into sources. */
  q: () => undefined,
  status: (status) => whereOrderStatus(status, now),
  from: (from) => order(id, ">=", smallestId(new Date(from))),
  to: (to) => order(id, "<", smallestId(new Date(to))),
  userId: (userId) => order("orders.userId", "=", userId),
  /** Without a text, the product itself is the source. */
  productId: (productId) => (q ? hasProduct(productId) : undefined),
  cursor: (cursor) => order(id, "<", cursor),
});

const hasProduct = (productId: string): Expression<SqlBool> =>
  order.exists(
    order
      .selectFrom("orderLines as line")
      .select("line.orderId")
      .whereRef("line.orderId", "=", "orders.id")
      .where("line.productId", "=", productId),
  );
