import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { idsWithin } from "../ids.ts";
import type { OrderSource } from "./read-order-search.ts";
import type { OrderFilter } from "./schema.ts";

export const withShopper = {
  lines: { orderBy: { position: "asc" } },
  user: { select: { id: true, name: true, email: true } },
} as const;

export type FoundOrder = Prisma.OrderGetPayload<{ include: typeof withShopper }>;

/**
 * The orders that match a filter, the latest placed first.
 * @param sources what {@link readOrderSearch} returned for the same filter.
 * @param page.cursor the id of the last order on the page before. @param page.take the most orders.
 */
export async function findOrders(
  deps: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  sources: OrderSource[],
  { cursor, take }: { cursor?: string; take: number },
): Promise<FoundOrder[]> {
  if (sources.length === 0) return [];
  const conditions = conditionsOf(filter, cursor, deps.clock.now());
  // Each source finds its newest orders by an index, so that no source is read whole.
  const arms = sources.map(
    ({ from, where, id }) => Prisma.sql`
      SELECT * FROM (
        SELECT o.id AS id FROM ${from} WHERE ${Prisma.join([where, ...conditions(id)], " AND ")}
        ORDER BY ${id} DESC LIMIT ${take}
      ) AS arm`,
  );
  const found = await deps.db.client.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${Prisma.join(arms, " UNION ")}) AS matching ORDER BY id DESC LIMIT ${take}`;
  return deps.db.client.order.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: { id: "desc" },
    include: withShopper,
  });
}

function conditionsOf(filter: OrderFilter, cursor: string | undefined, now: Date) {
  return (id: Prisma.Sql): Prisma.Sql[] => {
    const { gte, lt } = idsWithin(filter.from, filter.to);
    const all: Prisma.Sql[] = [];
    if (gte !== undefined) all.push(Prisma.sql`${id} >= ${gte}`);
    if (lt !== undefined) all.push(Prisma.sql`${id} < ${lt}`);
    if (cursor !== undefined) all.push(Prisma.sql`${id} < ${cursor}`);
    if (filter.status !== undefined) all.push(inStatus(filter.status, now));
    if (filter.userId !== undefined) all.push(Prisma.sql`o.user_id = ${filter.userId}`);
    if (filter.q && filter.productId !== undefined) {
      all.push(Prisma.sql`EXISTS (SELECT 1 FROM order_lines x
        WHERE x.order_id = o.id AND x.product_id = ${filter.productId})`);
    }
    return all;
  };
}

/** `statusAt` as an SQL condition. */
function inStatus(status: NonNullable<OrderFilter["status"]>, now: Date): Prisma.Sql {
  if (status === "PENDING") return Prisma.sql`o.status = 'PENDING' AND o.expires_at > ${now}`;
  if (status === "EXPIRED") {
    return Prisma.sql`(o.status = 'EXPIRED' OR (o.status = 'PENDING' AND o.expires_at <= ${now}))`;
  }
  return Prisma.sql`o.status = ${status}`;
}
