import {
  type Expression,
  expressionBuilder,
  fold,
  Prisma,
  type SqlBool,
  type Tables,
} from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findFirst } from "../product/search-products.ts";
import { readSearch } from "../search/read-search.ts";
import { fromSeoul } from "../seoul.ts";
import { findUsers } from "../user/search-users.ts";
import type { OrderFilter, OrderProduct, OrderSearch, OrderShopper } from "./schema.ts";

/** A text search follows this many matching shoppers and products, newest first. */
const FOLLOWED_SHOPPERS = 50;
const FOLLOWED_PRODUCTS = 20;
/** How many of the matches are named, to choose one from. */
const NAMED = 5;

/** Where to search for orders: among those with a condition, or among those of a product. */
export type OrderSource = { where: Expression<SqlBool> } | { productId: string };

const order = expressionBuilder<Tables, "orders">();

const everyOrder: OrderSource = { where: order.and([]) };

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
  const without = productId === undefined ? everyOrder : { productId };
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

const newestProducts = {
  where: Prisma.sql`1 = 1`,
  // Archived ones too.
  isFiltered: true,
  order: ["id", "desc"],
  skip: 0,
  take: FOLLOWED_PRODUCTS + 1,
} as const;

interface ReadText {
  /** One more than the search uses, when more match: this shows that the search was cut short. */
  shoppers: OrderShopper[];
  products: OrderProduct[];
  sources: OrderSource[];
}

/**
 * An order number or an id is looked up directly; any other text is a part of a number, or names a
 * shopper or a product.
 */
async function readText({ db }: Pick<Deps, "db">, q: string): Promise<ReadText> {
  const id = fold(q);
  // A caller reads it out without its hyphen.
  const number = id.toUpperCase().replace(/^(\d{8})([2-9A-HJ-NP-Z]{8})$/, "$1-$2");
  if (/^\d{8}-[2-9A-HJ-NP-Z]{8}$/.test(number)) {
    const where = order("orders.orderNumber", "=", number);
    return { shoppers: [], products: [], sources: [{ where }] };
  }
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) {
    return { shoppers: [], products: [], sources: [{ where: order("orders.id", "=", id) }] };
  }
  const search = await readSearch(db, q);
  const [shoppers, found] = await Promise.all([
    findUsers({ db }, q, FOLLOWED_SHOPPERS + 1),
    search ? findFirst(db, search, newestProducts) : [],
  ]);
  const products = found.map(({ id, name, nameEn }) => ({ id, name, nameEn }));
  const sources = numberedWith(number);
  const followed = shoppers.slice(0, FOLLOWED_SHOPPERS).map(({ id }) => id);
  if (followed.length > 0) sources.push({ where: order("orders.userId", "in", followed) });
  for (const { id } of products.slice(0, FOLLOWED_PRODUCTS)) sources.push({ productId: id });
  return { shoppers, products, sources };
}

/** The orders whose number has this in it, when it is at least four characters. */
function numberedWith(part: string): OrderSource[] {
  const ofDay = /^\d{8}(-[2-9A-HJ-NP-Z]{0,7})?$/.test(part) ? numberedFrom(part) : [];
  if (ofDay.length > 0) return ofDay;
  if (!/^(?=.{4})\d{0,8}-?[2-9A-HJ-NP-Z]{0,8}$/.test(part)) return [];
  const like = (text: string) => order("orders.orderNumber", "like", `%${text}%`);
  return [{ where: order.or([part, ...withHyphen(part)].map(like)) }];
}

/** What a part without a hyphen may be with it: the date's digits may end after any of its own. */
function withHyphen(part: string): string[] {
  const digits = /^\d*/.exec(part)?.[0].length ?? 0;
  const ends = Array.from({ length: Math.min(digits, part.length - 1) }, (_, i) => i + 1);
  return part.includes("-") ? [] : ends.map((at) => `${part.slice(0, at)}-${part.slice(at)}`);
}

/** The orders whose number begins with a date and goes on like this. */
function numberedFrom(number: string): OrderSource[] {
  const date = `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`;
  const dayStart = fromSeoul(date);
  if (!dayStart) return [];
  const dayEnd = new Date(dayStart.getTime() + 24 * 3_600_000);
  const where = order.and([
    order("orders.paidAt", ">=", dayStart),
    order("orders.paidAt", "<", dayEnd),
    order("orders.orderNumber", "like", `${number}%`),
  ]);
  return [{ where }];
}
