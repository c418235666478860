import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { LIST_DEPTH, type ListProducts, type ProductPage, type ProductSort } from "./schema.ts";
import { searchable } from "./search-name.ts";

const order: Record<ProductSort, Prisma.Sql> = {
  newest: Prisma.sql`created_at DESC, id DESC`,
  priceAsc: Prisma.sql`price, id`,
  priceDesc: Prisma.sql`price DESC, id DESC`,
  bestSelling: Prisma.sql`sold_quantity DESC, id DESC`,
};

interface Row {
  id: string;
  name: string;
  nameEn: string;
  category: string;
  price: bigint;
  stock: number | bigint;
  imageUrl: string | null;
}

/** A page of the products on sale, with live stock. A page past the end is empty. */
export async function listProducts(
  deps: Pick<Deps, "db">,
  input: ListProducts,
): Promise<ProductPage> {
  const { page, size } = input;
  const where = conditions(input);
  const [rows, counted] = await Promise.all([
    deps.db.client.$queryRaw<Row[]>`
      SELECT id, name, name_en AS "nameEn", category, price, stock, images ->> 0 AS "imageUrl"
      FROM products WHERE ${where} ORDER BY ${order[input.sort]}
      LIMIT ${size} OFFSET ${(page - 1) * size}`,
    deps.db.client.$queryRaw<[{ total: number | bigint }]>`
      SELECT count(*) AS total
      FROM (SELECT 1 FROM products WHERE ${where} LIMIT ${LIST_DEPTH + 1}) AS matching`,
  ]);
  const total = Number(counted[0].total);
  return {
    items: rows.map((row) => ({ ...row, price: Number(row.price), stock: Number(row.stock) })),
    page,
    size,
    total: Math.min(total, LIST_DEPTH),
    totalCapped: total > LIST_DEPTH,
  };
}

function conditions(input: ListProducts): Prisma.Sql {
  const all = [Prisma.sql`archived_at IS NULL`];
  if (input.q) {
    const pattern = `%${searchable(input.q).replaceAll(/[\\%_]/g, "\\$&")}%`;
    all.push(Prisma.sql`search_name LIKE ${pattern} ESCAPE '\\'`);
  }
  if (input.category !== undefined) all.push(Prisma.sql`category = ${input.category}`);
  if (input.minPrice !== undefined) all.push(Prisma.sql`price >= ${BigInt(input.minPrice)}`);
  if (input.maxPrice !== undefined) all.push(Prisma.sql`price <= ${BigInt(input.maxPrice)}`);
  if (input.inStock !== undefined) {
    all.push(input.inStock ? Prisma.sql`stock > 0` : Prisma.sql`stock = 0`);
  }
  return Prisma.join(all, " AND ");
}
