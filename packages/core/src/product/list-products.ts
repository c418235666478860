import { columnsNamed, type Database, Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { likePattern } from "../like-pattern.ts";
import { type SharedRead, sharedRead } from "../shared-read.ts";
import { type ListedProduct, productColumns, toProduct } from "./product-row.ts";
import { LIST_DEPTH, type ListProducts, type ProductPage, type ProductSort } from "./schema.ts";

// This list is asked for so often that building a typed query would be a seventh of its cost
// (docs/decisions/0013-typed-queries.md), so its statements are text.

const order: Record<ProductSort, Prisma.Sql> = {
  relevance: Prisma.sql`sold_quantity DESC, id DESC`,
  newest: Prisma.sql`created_at DESC, id DESC`,
  priceAsc: Prisma.sql`price, id`,
  priceDesc: Prisma.sql`price DESC, id DESC`,
  bestSelling: Prisma.sql`sold_quantity DESC, id DESC`,
};

type Filter = Omit<ListProducts, "page" | "size" | "sort">;

const filters: Filters<Filter, Prisma.Sql> = {
  q: byText((text) => Prisma.sql`search_name LIKE ${`%${likePattern(text)}%`} ESCAPE '\\'`),
  category: (slug) => Prisma.sql`category = ${slug}`,
  minPrice: (won) => Prisma.sql`price >= ${won}`,
  maxPrice: (won) => Prisma.sql`price <= ${won}`,
  inStock: (isInStock) => (isInStock ? Prisma.sql`stock > 0` : Prisma.sql`stock = 0`),
};

const columns = columnsNamed(productColumns);

/** How many rows a page may skip by reading them; a join costs as much. */
const READ_THROUGH = 1_000;

const counts = new WeakMap<Database, SharedRead<number>>();

/** A page of the products on sale, with live stock. A page past the end is empty. */
export async function listProducts(
  { db }: Pick<Deps, "db">,
  { page, size, sort: askedSort, ...filter }: ListProducts,
): Promise<ProductPage> {
  const sort = askedSort ?? (filter.q?.trim() ? "relevance" : "newest");
  const where = Prisma.join(
    [Prisma.sql`archived_at IS NULL`, ...conditionsOf(filters, filter)],
    " AND ",
  );
  const skipped = (page - 1) * size;
  const rows = Prisma.sql`${where} ORDER BY ${order[sort]} LIMIT ${size} OFFSET ${skipped}`;
  // A deep page skips rows by counting entries of an index, without reading the rows.
  const isDeep = skipped > READ_THROUGH;
  const found = isDeep
    ? Prisma.sql`products JOIN (SELECT id FROM products WHERE ${rows}) AS page USING (id) ORDER BY ${order[sort]}`
    : Prisma.sql`products WHERE ${rows}`;
  const [items, total] = await Promise.all([
    read<ListedProduct>(db, Prisma.sql`SELECT ${columns} FROM ${found}`),
    count(db, where),
  ]);
  return {
    items: items.map(toProduct),
    page,
    size,
    total: Math.min(total, LIST_DEPTH),
    totalCapped: total > LIST_DEPTH,
  };
}

const read = <R extends object>(
  { postgresql, client }: Database,
  query: Prisma.Sql,
): Promise<R[]> =>
  postgresql ? postgresql.read<R>(query.text, () => query.values) : client.$queryRaw<R[]>(query);

/**
 * Counts up to one more than {@link LIST_DEPTH}. That costs more than the page, and concurrent
 * visitors ask for the same.
 */
async function count(db: Database, where: Prisma.Sql): Promise<number> {
  const share = counts.get(db) ?? sharedRead();
  counts.set(db, share);
  const query = Prisma.sql`
    SELECT count(*) AS total
    FROM (SELECT 1 FROM products WHERE ${where} LIMIT ${LIST_DEPTH + 1}) AS matching`;
  return share(JSON.stringify([where.text, where.values]), async () => {
    const [row] = await read<{ total: bigint }>(db, query);
    return Number(row?.total);
  });
}
