import { type Database, Prisma } from "@sunchak/db";
import { type AskTogether, askTogether } from "../ask-together.ts";
import type { Deps } from "../deps.ts";
import { likePattern } from "../like-pattern.ts";
import { LIST_DEPTH, type ListProducts, type ProductPage, type ProductSort } from "./schema.ts";

const order: Record<ProductSort, Prisma.Sql> = {
  newest: Prisma.sql`created_at DESC, id DESC`,
  priceAsc: Prisma.sql`price, id`,
  priceDesc: Prisma.sql`price DESC, id DESC`,
  bestSelling: Prisma.sql`sold_quantity DESC, id DESC`,
};

/** How many rows may be skipped by reading them; a join costs as much. */
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

const counts = new WeakMap<Database, AskTogether<number>>();

/** A page of the products on sale, with live stock. A page past the end is empty. */
export async function listProducts(
  { db }: Pick<Deps, "db">,
  input: ListProducts,
): Promise<ProductPage> {
  const { page, size } = input;
  const filters = filtersOf(input);
  const where = Prisma.join(Object.values(filters), " AND ");
  const kind = Object.keys(filters).join("_");
  const skipped = (page - 1) * size;
  const sort = order[input.sort];
  const rows = Prisma.sql`${where} ORDER BY ${sort} LIMIT ${size} OFFSET ${skipped}`;
  // What a deep page skips is counted off in an index, without a look at the rows.
  const isDeep = skipped > READ_THROUGH;
  const found = isDeep
    ? Prisma.sql`products JOIN (SELECT id FROM products WHERE ${rows}) AS page USING (id) ORDER BY ${sort}`
    : Prisma.sql`products WHERE ${rows}`;
  const [items, total] = await Promise.all([
    read<Row>(
      db,
      `products_${kind}_${input.sort}${isDeep ? "_deep" : ""}`,
      Prisma.sql`
        SELECT id, name, name_en AS "nameEn", category, price, stock, images ->> 0 AS "imageUrl"
        FROM ${found}`,
    ),
    count(db, `products_${kind}_total`, where),
  ]);
  return {
    items: items.map((row) => ({ ...row, price: Number(row.price), stock: Number(row.stock) })),
    page,
    size,
    total: Math.min(total, LIST_DEPTH),
    totalCapped: total > LIST_DEPTH,
  };
}

/** @param name says which of the statements' texts this is. */
const read = <R extends object>(
  { postgresql, client }: Database,
  name: string,
  query: Prisma.Sql,
): Promise<R[]> =>
  postgresql
    ? postgresql.query<R>({ name, text: query.text }, () => query.values)
    : client.$queryRaw<R[]>(query);

/** Up to one more than {@link LIST_DEPTH}. It costs more than the page, and visitors at once ask for the same. */
async function count(db: Database, name: string, where: Prisma.Sql): Promise<number> {
  const together = counts.get(db) ?? askTogether();
  counts.set(db, together);
  const query = Prisma.sql`
    SELECT count(*) AS total
    FROM (SELECT 1 FROM products WHERE ${where} LIMIT ${LIST_DEPTH + 1}) AS matching`;
  return together(JSON.stringify([name, where.values]), async () => {
    const [row] = await read<{ total: number | bigint | string }>(db, name, query);
    return Number(row?.total);
  });
}

function filtersOf(input: ListProducts): Record<string, Prisma.Sql> {
  const { q, category, minPrice, maxPrice, inStock } = input;
  const pattern = q && `%${likePattern(q)}%`;
  return {
    onSale: Prisma.sql`archived_at IS NULL`,
    ...(pattern && { q: Prisma.sql`search_name LIKE ${pattern} ESCAPE '\\'` }),
    ...(category !== undefined && { category: Prisma.sql`category = ${category}` }),
    ...(minPrice !== undefined && { minPrice: Prisma.sql`price >= ${minPrice}` }),
    ...(maxPrice !== undefined && { maxPrice: Prisma.sql`price <= ${maxPrice}` }),
    ...(inStock === true && { inStock: Prisma.sql`stock > 0` }),
    ...(inStock === false && { soldOut: Prisma.sql`stock = 0` }),
  };
}
