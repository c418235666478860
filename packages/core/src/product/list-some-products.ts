import { columnsNamed, Prisma, readRows } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { isAmong, isId } from "../ids.ts";
import { type ListedProduct, productColumns, toProduct } from "./product-row.ts";
import type { Product, SomeProducts } from "./schema.ts";

const columns = columnsNamed(productColumns);

/** Products by their ids, in that order, with live stock; what is not on sale is left out. */
export async function listSomeProducts(
  { db }: Pick<Deps, "db">,
  { ids }: SomeProducts,
): Promise<{ items: Product[] }> {
  const asked = ids.filter(isId);
  if (asked.length === 0) return { items: [] };
  const rows = await readRows<ListedProduct>(
    db,
    Prisma.sql`
      SELECT ${columns} FROM products p WHERE id ${isAmong(db, asked)} AND archived_at IS NULL`,
  );
  const byId = new Map(rows.map((row) => [row.id, toProduct(row)]));
  return { items: asked.flatMap((id) => byId.get(id) ?? []) };
}
