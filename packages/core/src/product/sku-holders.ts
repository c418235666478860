import type { Database } from "@sunchak/db";
import { Prisma, type Transaction } from "@sunchak/db";
import { isAmong } from "../ids.ts";

/** The lower case of a product's SKU, as its unique index holds it. */
export const lowerSku = ({ provider }: Pick<Database, "provider">): Prisma.Sql =>
  Prisma.raw(provider === "postgresql" ? 'lower(p.sku) COLLATE "C"' : "lower(p.sku)");

/** The ids of the products that have these SKUs, by the lower case of each. */
export async function findSkuHolders(
  db: Pick<Database, "provider">,
  client: Pick<Transaction, "$queryRaw">,
  skus: readonly string[],
): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map();
  const lower = skus.map((sku) => sku.toLowerCase());
  const rows = await client.$queryRaw<{ id: string; sku: string }[]>(
    Prisma.sql`SELECT id, lower(sku) AS sku FROM products p WHERE ${lowerSku(db)} ${isAmong(db, lower)}`,
  );
  return new Map(rows.map(({ id, sku }) => [sku, id]));
}
