import { columnsNamed, type Database, Prisma, readRows } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { readSearch } from "../search/read-search.ts";
import { countProducts } from "./count-products.ts";
import { bestSelling, orderSql, type ProductOrder } from "./product-order.ts";
import { type ListedProduct, productColumns, toProduct } from "./product-row.ts";
import { LIST_DEPTH, type ListProducts, type ProductPage, type ProductSort } from "./schema.ts";
import { type Part, searchProducts } from "./search-products.ts";

// This list is asked for so often that building a typed query would be a seventh of its cost
// (docs/decisions/0013-typed-queries.md), so its statements are text.

const orders: Record<ProductSort, ProductOrder> = {
  /** Without a search, all are equally relevant. */
  relevance: bestSelling,
  newest: ["createdAt", "desc"],
  priceAsc: ["price", "asc"],
  priceDesc: ["price", "desc"],
  bestSelling,
};

type Filter = Omit<ListProducts, "q" | "page" | "size" | "sort">;

const filters: Filters<Filter, Prisma.Sql> = {
  category: (slug) => Prisma.sql`p.category = ${slug}`,
  minPrice: (won) => Prisma.sql`p.price >= ${won}`,
  maxPrice: (won) => Prisma.sql`p.price <= ${won}`,
  inStock: (isInStock) => (isInStock ? Prisma.sql`p.stock > 0` : Prisma.sql`p.stock = 0`),
};

const columns = columnsNamed(productColumns);

/** How many rows a page may skip by reading them; a join costs as much. */
const READ_THROUGH = 1_000;

/** A page of the products on sale, with live stock. A page past the end is empty. */
export async function listProducts(
  { db }: Pick<Deps, "db">,
  { q = "", page, size, sort, ...filter }: ListProducts,
): Promise<ProductPage> {
  const search = await readSearch(db, q);
  const order = sort ?? (search ? "relevance" : "newest");
  const conditions = conditionsOf(filters, filter);
  const part = {
    where: Prisma.join([Prisma.sql`p.archived_at IS NULL`, ...conditions], " AND "),
    isFiltered: conditions.length > 0,
    order: orders[order],
    skip: (page - 1) * size,
    take: size,
  };
  const { rows, total } = search
    ? await searchProducts(db, search, {
        ...part,
        order: order === "relevance" ? null : part.order,
      })
    : await readPart(db, part);
  return {
    items: rows.map(toProduct),
    page,
    size,
    total: Math.min(total, LIST_DEPTH),
    totalCapped: total > LIST_DEPTH,
  };
}

async function readPart(
  db: Database,
  { where, skip, take, ...part }: Part & { order: ProductOrder },
): Promise<{ rows: ListedProduct[]; total: number }> {
  const order = orderSql(part.order);
  const page = Prisma.sql`${where} ORDER BY ${order} LIMIT ${take} OFFSET ${skip}`;
  // A deep page skips rows by counting entries of an index, without reading the rows.
  const found =
    skip > READ_THROUGH
      ? Prisma.sql`products p JOIN (SELECT id FROM products p WHERE ${page}) AS page USING (id) ORDER BY ${order}`
      : Prisma.sql`products p WHERE ${page}`;
  const [rows, total] = await Promise.all([
    readRows<ListedProduct>(db, Prisma.sql`SELECT ${columns} FROM ${found}`),
    countProducts(db, Prisma.sql`products p WHERE ${where}`),
  ]);
  return { rows, total };
}
