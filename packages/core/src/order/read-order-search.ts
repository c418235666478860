import { fold, Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { likePattern } from "../like-pattern.ts";
import { userMatches } from "../user/search-users.ts";
import type { OrderFilter, OrderProduct, OrderSearch, OrderShopper } from "./schema.ts";

/** A text search follows this many matching shoppers and products, newest first. */
const FOLLOWED_SHOPPERS = 50;
const FOLLOWED_PRODUCTS = 20;
/** How many of the matches are named, to choose one from. */
const NAMED = 5;

/** Where to search for orders, and the column by which an index returns the newest first. */
export interface OrderSource {
  from: Prisma.Sql;
  where: Prisma.Sql;
  id: Prisma.Sql;
}

const orders = { from: Prisma.sql`orders o`, id: Prisma.sql`o.id` };
const everyOrder: OrderSource = { ...orders, where: Prisma.sql`1 = 1` };
const ordersOfProduct = (productId: string): OrderSource => ({
  from: Prisma.sql`order_lines l JOIN orders o ON o.id = l.order_id`,
  where: Prisma.sql`l.product_id = ${productId}`,
  id: Prisma.sql`l.order_id`,
});

/** The shoppers and products that a filter refers to, and the sources of its orders. */
export async function readOrderSearch(
  deps: Pick<Deps, "db">,
  { q, userId, productId }: Pick<OrderFilter, "q" | "userId" | "productId">,
): Promise<{ search: OrderSearch; sources: OrderSource[] }> {
  const { client } = deps.db;
  const [shopper, product, text] = await Promise.all([
    userId === undefined
      ? null
      : client.user.findUnique({ where: { id: userId }, select: { ...named, email: true } }),
    productId === undefined
      ? null
      : client.product.findUnique({ where: { id: productId }, select: { ...named, nameEn: true } }),
    q ? readText(deps, q) : null,
  ]);
  const without = productId === undefined ? everyOrder : ordersOfProduct(productId);
  const { shoppers = [], products = [], sources = [without] } = text ?? {};
  return {
    sources,
    search: {
      shopper,
      product,
      shoppers: shoppers.slice(0, NAMED),
      products: products.slice(0, NAMED),
      cutTo: {
        shoppers: shoppers.length > FOLLOWED_SHOPPERS ? FOLLOWED_SHOPPERS : null,
        products: products.length > FOLLOWED_PRODUCTS ? FOLLOWED_PRODUCTS : null,
      },
    },
  };
}

const named = { id: true, name: true } as const;

interface ReadText {
  /** One more than the search follows, when there are more. */
  shoppers: OrderShopper[];
  products: OrderProduct[];
  sources: OrderSource[];
}

/** A number or an id is looked up as one; anything else names a shopper or a product. */
async function readText({ db }: Pick<Deps, "db">, q: string): Promise<ReadText> {
  const id = fold(q);
  const number = id.toUpperCase();
  if (/^\d{8}-[2-9A-HJ-NP-Z]{8}$/.test(number)) {
    const where = Prisma.sql`o.order_number = ${number}`;
    return { shoppers: [], products: [], sources: [{ ...orders, where }] };
  }
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) {
    const where = Prisma.sql`o.id = ${id}`;
    return { shoppers: [], products: [], sources: [{ ...orders, where }] };
  }
  const pattern = `%${likePattern(q)}%`;
  const [shoppers, products] = await Promise.all([
    db.client.$queryRaw<OrderShopper[]>`
      SELECT u.id, u.name, u.email FROM users u WHERE ${userMatches(q)}
      ORDER BY u.created_at DESC, u.id DESC LIMIT ${FOLLOWED_SHOPPERS + 1}`,
    db.client.$queryRaw<OrderProduct[]>`
      SELECT id, name, name_en AS "nameEn" FROM products
      WHERE search_name LIKE ${pattern} ESCAPE '\\'
      ORDER BY created_at DESC, id DESC LIMIT ${FOLLOWED_PRODUCTS + 1}`,
  ]);
  const sources = numberedFrom(number);
  const followed = shoppers.slice(0, FOLLOWED_SHOPPERS).map(({ id }) => id);
  if (followed.length > 0) {
    sources.push({ ...orders, where: Prisma.sql`o.user_id IN (${Prisma.join(followed)})` });
  }
  for (const { id } of products.slice(0, FOLLOWED_PRODUCTS)) sources.push(ordersOfProduct(id));
  return { shoppers, products, sources };
}

/** The orders whose number begins like this, when it is at least a date. */
function numberedFrom(number: string): OrderSource[] {
  if (!/^\d{8}(-[2-9A-HJ-NP-Z]{0,7})?$/.test(number)) return [];
  const date = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
  const dayStart = Date.parse(`${date}T00:00:00.000+09:00`);
  if (Number.isNaN(dayStart)) return [];
  const dayEnd = new Date(dayStart + 24 * 3_600_000);
  const where = Prisma.sql`o.paid_at >= ${new Date(dayStart)} AND o.paid_at < ${dayEnd}
    AND o.order_number LIKE ${`${number}%`}`;
  return [{ ...orders, where }];
}
