import { type Database, type Expression, Prisma, type SqlBool, sql } from "@sunchak/db";
import { readSearch } from "./read-search.ts";
import { entriesWith, foundSql } from "./relevance.ts";

/** Whether a product, archived or not, is found by a typed text; undefined for a blank text. */
export async function productFound(
  db: Database,
  q: string | undefined,
): Promise<Expression<SqlBool> | undefined> {
  const search = await readSearch(db, q ?? "");
  if (!search) return undefined;
  const { strings, values } = Prisma.sql`products.id IN (
    SELECT p.id FROM ${entriesWith(db, search.tokens)} JOIN products p ON p.id = s.product_id
    WHERE ${foundSql(db, search)})`;
  return sql<SqlBool>(strings as unknown as TemplateStringsArray, ...values);
}
