import { columnsNamed, type Database, Prisma, readRows } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { isAmong } from "../ids.ts";
import { keysetCursor, type Place, readKeyset } from "../keyset.ts";
import { cursorPage, type Page } from "../paging.ts";
import { readSearch } from "../search/read-search.ts";
import { columnOf, orderSql, type ProductOrder } from "./product-order.ts";
import { adminProductColumns, type ProductRow, toAdminProduct } from "./product-row.ts";
import { type AdminProduct, type ListAdminProducts, LOW_STOCK } from "./schema.ts";
import { findFirst } from "./search-products.ts";
import { lowerSku } from "./sku-holders.ts";

const sorts = {
  newest: ["createdAt", "desc"],
  priceAsc: ["price", "asc"],
  priceDesc: ["price", "desc"],
  stockAsc: ["stock", "asc"],
  bestSelling: ["soldQuantity", "desc"],
} as const satisfies Record<ListAdminProducts["sort"], ProductOrder>;

const filters: Filters<Omit<ListAdminProducts, "q" | "sort" | "cursor" | "size">, Prisma.Sql> = {
  category: (slug) => Prisma.sql`p.category = ${slug}`,
  status: (status) =>
    ({
      active: Prisma.sql`p.archived_at IS NULL`,
      archived: Prisma.sql`p.archived_at IS NOT NULL`,
      all: undefined,
    })[status],
  stock: (stock) =>
    ({
      in: Prisma.sql`p.stock > 0`,
      low: Prisma.sql`p.stock BETWEEN 1 AND COALESCE(p.low_stock, ${LOW_STOCK})`,
      out: Prisma.sql`p.stock = 0`,
    })[stock],
};

const columns = columnsNamed(adminProductColumns);

/** Whether a product's SKU begins with a text, in whichever case, by the index of SKUs. */
function hasSku(db: Pick<Database, "provider">, text = ""): Prisma.Sql {
  const sku = lowerSku(db);
  const from = text.toLowerCase();
  // DEL sorts after every character that a SKU may have.
  return Prisma.sql`${sku} >= ${from} AND ${sku} < ${`${from}\u007f`}`;
}

/** A page of the products, archived ones too if asked for, with live stock. */
export async function listAdminProducts(
  { db }: Pick<Deps, "db">,
  { q, sort, cursor, size, ...filter }: ListAdminProducts,
): Promise<Page<AdminProduct>> {
  const order = sorts[sort];
  const [column] = order;
  const after = cursor === undefined ? undefined : readKeyset(cursor);
  const isOfOtherSort = after && after.value instanceof Date !== (column === "createdAt");
  if (after === null || isOfOtherSort) return { items: [], nextCursor: null };
  const conditions = conditionsOf(filters, filter);
  if (after) conditions.push(isBeyond(db, order, after));
  const where = conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`1 = 1`;
  const search = await readSearch(db, q ?? "");
  const take = size + 1;
  const bySku = Prisma.sql`SELECT id FROM products p WHERE ${hasSku(db, q)} AND ${where}`;
  const found =
    search &&
    (await Promise.all([
      findFirst(db, search, { where, isFiltered: true, order, skip: 0, take }),
      readRows<{ id: string }>(db, Prisma.sql`${bySku} ORDER BY ${orderSql(order)} LIMIT ${take}`),
    ]));
  // A sort without an index goes through all products, so it sorts their ids alone.
  const isOnPage = found
    ? isAmong(
        db,
        found.flat().map(({ id }) => id),
      )
    : Prisma.sql`IN (SELECT id FROM products p WHERE ${where} ORDER BY ${orderSql(order)} LIMIT ${take})`;
  const rows = await readRows<Pick<ProductRow, (typeof adminProductColumns)[number]>>(
    db,
    Prisma.sql`SELECT ${columns} FROM products p WHERE p.id ${isOnPage} ORDER BY ${orderSql(order)} LIMIT ${take}`,
  );
  return cursorPage(rows, size, (row) => keysetCursor(row[column], row.id), toAdminProduct);
}

/** Whether a product comes after a place in an order. */
function isBeyond(
  { provider }: Pick<Database, "provider">,
  order: ProductOrder,
  { value, id }: Place,
): Prisma.Sql {
  const beyond = Prisma.raw(order[1] === "asc" ? ">" : "<");
  const known = value instanceof Date && provider === "postgresql" ? value.toISOString() : value;
  return Prisma.sql`(${columnOf(order)}, p.id) ${beyond} (${known}, ${id})`;
}
