import { type Database, Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { likePattern } from "../like-pattern.ts";
import { type SharedRead, sharedRead } from "../shared-read.ts";
import { LIST_DEPTH, type ListProducts, type ProductPage, type ProductSort } from "./schema.ts";

const order: Record<ProductSort, Prisma.Sql> = {
  newest: Prisma.sql`created_at DESC, id DESC`,
  priceAsc: Prisma.sql`price, id`,
  priceDesc: Prisma.sql`price DESC, id DESC`,
  bestSelling: Prisma.sql`sold_quantity DESC, id DESC`,
};

/** How many rows a page may skip by reading them; a join costs as much. */
const READ_THROUGH = 1_000;

interface Row {
  id: string;
  name: string;
  nameEn: string;
  category: string;
  price: bigint | string;
  stock: number | bigint;
  imageUrl: string | null;
}

const counts = new WeakMap<Database, SharedRead<number>>();

/** A page of the products on sale, with live stock. A page past the end is empty. */
export async function listProducts(
  { db }: Pick<Deps, "db">,
  input: ListProducts,
): Promise<ProductPage> {
  const { page, size } = input;
  const where = Prisma.join(filtersOf(input), " AND ");
  const skipped = (page - 1) * size;
  const sort = order[input.sort];
  const rows = Prisma.sql`${where} ORDER BY ${sort} LIMIT ${size} OFFSET ${skipped}`;
  // A deep page skips rows by counting entries of an index, without reading the rows.
  const isDeep = skipped > READ_THROUGH;
  const found = isDeep
    ? Prisma.sql`products JOIN (SELECT id FROM products WHERE ${rows}) AS page USING (id) ORDER BY ${sort}`
    : Prisma.sql`products WHERE ${rows}`;
  const [items, total] = await Promise.all([
    read<Row>(
      db,
      Prisma.sql`
        SELECT id, name, name_en AS "nameEn", category, price, stock, images ->> 0 AS "imageUrl"
        FROM ${found}`,
    ),
    count(db, where),
  ]);
  return {
    items: items.map((row) => ({ ...row, price: Number(row.price), stock: Number(row.stock) })),
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
    const [row] = await read<{ total: number | bigint | string }>(db, query);
    return Number(row?.total);
  });
}

function filtersOf(input: ListProducts): Prisma.Sql[] {
  const { q, category, minPrice, maxPrice, inStock } = input;
  const pattern = q && `%${likePattern(q)}%`;
  return [
    Prisma.sql`archived_at IS NULL`,
    ...(pattern ? [Prisma.sql`search_name LIKE ${pattern} ESCAPE '\\'`] : []),
    ...(category !== undefined ? [Prisma.sql`category = ${category}`] : []),
    ...(minPrice !== undefined ? [Prisma.sql`price >= ${minPrice}`] : []),
    ...(maxPrice !== undefined ? [Prisma.sql`price <= ${maxPrice}`] : []),
    ...(inStock === undefined ? [] : [inStock ? Prisma.sql`stock > 0` : Prisma.sql`stock = 0`]),
  ];
}
