import { Prisma } from "@sunchak/db";
import { userMatches } from "../account/search-users.ts";
import type { Deps } from "../deps.ts";
import { idsWithin } from "../ids.ts";
import { likePattern } from "../like-pattern.ts";
import type { OrderFilter } from "./schema.ts";

/** A search for a shopper or a product follows this many of those that it finds, newest first. */
const FOLLOWED_SHOPPERS = 50;
const FOLLOWED_PRODUCTS = 20;

export const withShopper = {
  lines: { orderBy: { position: "asc" } },
  user: { select: { id: true, name: true, email: true } },
} as const;

export type FoundOrder = Prisma.OrderGetPayload<{ include: typeof withShopper }>;

/**
 * The orders that a filter lets through, the latest placed first.
 * @param page.cursor the id of the order before the first; @param page.take how many at most.
 */
export async function findOrders(
  deps: Pick<Deps, "db" | "clock">,
  filter: OrderFilter,
  { cursor, take }: { cursor?: string; take: number },
): Promise<FoundOrder[]> {
  const sources = filter.q
    ? await searchSources(deps, filter.q)
    : [filter.productId === undefined ? everyOrder : ordersOfProduct(filter.productId)];
  if (sources.length === 0) return [];
  const conditions = conditionsOf(filter, cursor, deps.clock.now());
  // Each source finds its own newest by an index, so that none has to be read whole.
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

/** Where orders are looked for, and the column by which an index gives them newest first. */
interface Source {
  from: Prisma.Sql;
  where: Prisma.Sql;
  id: Prisma.Sql;
}

const orders = { from: Prisma.sql`orders o`, id: Prisma.sql`o.id` };
const everyOrder: Source = { ...orders, where: Prisma.sql`1 = 1` };
const ordersOfProduct = (productId: string): Source => ({
  from: Prisma.sql`order_lines l JOIN orders o ON o.id = l.order_id`,
  where: Prisma.sql`l.product_id = ${productId}`,
  id: Prisma.sql`l.order_id`,
});

/** A number is looked up as a number; anything else names a shopper or a product. */
async function searchSources({ db }: Pick<Deps, "db">, q: string): Promise<Source[]> {
  const number = q.toUpperCase();
  if (/^\d{8}-[2-9A-HJ-NP-Z]{8}$/.test(number)) {
    return [{ ...orders, where: Prisma.sql`o.order_number = ${number}` }];
  }
  const sources: Source[] = [];
  if (/^\d{8}(-[2-9A-HJ-NP-Z]{0,7})?$/.test(number)) {
    const date = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
    const dayStart = Date.parse(`${date}T00:00:00.000+09:00`);
    if (!Number.isNaN(dayStart)) {
      const dayEnd = new Date(dayStart + 24 * 3_600_000);
      sources.push({
        ...orders,
        where: Prisma.sql`o.paid_at >= ${new Date(dayStart)} AND o.paid_at < ${dayEnd}
          AND o.order_number LIKE ${`${number}%`}`,
      });
    }
  }
  const pattern = `%${likePattern(q)}%`;
  const [users, products] = await Promise.all([
    db.client.$queryRaw<{ id: string }[]>`
      SELECT u.id FROM users u WHERE ${userMatches(q)}
      ORDER BY u.created_at DESC, u.id DESC LIMIT ${FOLLOWED_SHOPPERS}`,
    db.client.$queryRaw<{ id: string }[]>`
      SELECT id FROM products WHERE search_name LIKE ${pattern} ESCAPE '\\'
      ORDER BY created_at DESC, id DESC LIMIT ${FOLLOWED_PRODUCTS}`,
  ]);
  if (users.length > 0) {
    const ids = Prisma.join(users.map(({ id }) => id));
    sources.push({ ...orders, where: Prisma.sql`o.user_id IN (${ids})` });
  }
  return [...sources, ...products.map(({ id }) => ordersOfProduct(id))];
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

/** statusAt as a condition. */
function inStatus(status: NonNullable<OrderFilter["status"]>, now: Date): Prisma.Sql {
  if (status === "PENDING") return Prisma.sql`o.status = 'PENDING' AND o.expires_at > ${now}`;
  if (status === "EXPIRED") {
    return Prisma.sql`(o.status = 'EXPIRED' OR (o.status = 'PENDING' AND o.expires_at <= ${now}))`;
  }
  return Prisma.sql`o.status = ${status}`;
}
