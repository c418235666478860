import { type Database, expressionBuilder, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { contains } from "../like-pattern.ts";
import { type SharedRead, sharedRead } from "../shared-read.ts";
import { productColumns, toProduct } from "./product-row.ts";
import { LIST_DEPTH, type ListProducts, type ProductPage, type ProductSort } from "./schema.ts";

const product = expressionBuilder<Tables, "products">();

const sorts = {
  newest: ["createdAt", "desc"],
  priceAsc: ["price", "asc"],
  priceDesc: ["price", "desc"],
  bestSelling: ["soldQuantity", "desc"],
} as const satisfies Record<ProductSort, readonly [keyof Tables["products"], "asc" | "desc"]>;

type Filter = Omit<ListProducts, "page" | "size" | "sort">;

const filters: Filters<Filter> = {
  q: (text) => contains(product.ref("searchName"), text),
  category: (slug) => product("category", "=", slug),
  minPrice: (won) => product("price", ">=", BigInt(won)),
  maxPrice: (won) => product("price", "<=", BigInt(won)),
  inStock: (isInStock) => product("stock", isInStock ? ">" : "=", product.lit(0)),
};

/** How many rows a page may skip by reading them; a second look-up of the page's rows costs as much. */
const READ_THROUGH = 1_000;

const counts = new WeakMap<Database, SharedRead<number>>();

/** A page of the products on sale, with live stock. A page past the end is empty. */
export async function listProducts(
  { db }: Pick<Deps, "db">,
  { page, size, sort, ...filter }: ListProducts,
): Promise<ProductPage> {
  const products = db.preparedQueries.selectFrom("products");
  const [column, direction] = sorts[sort];
  const sorted = (query: typeof products) =>
    query.orderBy(column, direction).orderBy("id", direction);

  const skipped = (page - 1) * size;
  const found = sorted(onSale(db, filter)).limit(size).offset(skipped);
  // A deep page skips rows by counting entries of an index, without reading the rows.
  const rows =
    skipped > READ_THROUGH ? sorted(products.where("id", "in", found.select("id"))) : found;
  const [items, total] = await Promise.all([
    rows.select(productColumns).execute(),
    count(db, filter),
  ]);
  return {
    items: items.map(toProduct),
    page,
    size,
    total: Math.min(total, LIST_DEPTH),
    totalCapped: total > LIST_DEPTH,
  };
}

const onSale = (db: Database, filter: Filter) =>
  db.preparedQueries
    .selectFrom("products")
    .where("archivedAt", "is", null)
    .where(product.and(conditionsOf(filters, filter)));

/**
 * Counts up to one more than {@link LIST_DEPTH}. That costs more than the page, and concurrent
 * visitors ask for the same.
 */
async function count(db: Database, filter: Filter): Promise<number> {
  const share = counts.get(db) ?? sharedRead();
  counts.set(db, share);
  return share(JSON.stringify(filter), async () => {
    const matching = onSale(db, filter)
      .select(product.lit(1).as("one"))
      .limit(LIST_DEPTH + 1);
    const [row] = await db.preparedQueries
      .selectFrom(matching.as("matching"))
      .select(({ fn }) => fn.countAll().as("total"))
      .execute();
    return Number(row?.total);
  });
}
