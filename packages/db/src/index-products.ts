import { Prisma } from "../generated/sqlite/client.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { openDatabase } from "./database.ts";
import { type SearchedProduct, storeSearchEntries } from "./search-entry.ts";

/**
 * Raise the number when an entry of the same product changes, also because fold() does: the next
 * deployment then makes every entry anew.
 */
const INDEXING = "search_entries_2";

/** How many products are read at a time. */
const BATCH = 500;

/** How many letters a statement writes the entries of: long descriptions have many tokens. */
const LETTERS_AT_ONCE = 50_000;

/**
 * Makes the search entries that are missing or of an earlier version of their product: of what was
 * there before the search had entries, and of what a version without them writes while it runs
 * beside this one. After a kill the next deployment makes up for it.
 */
export async function indexStoredProducts(url: string): Promise<void> {
  const db = openDatabase(url, { connections: 1 });
  try {
    const [done] = await db.client.$queryRaw<unknown[]>`
      SELECT 1 AS done FROM _prisma_migrations WHERE migration_name = ${INDEXING}`;
    const which = done
      ? Prisma.sql`(s.version IS NULL OR s.version < p.version)`
      : Prisma.sql`1 = 1`;
    for (let after: string | undefined = ""; after !== undefined; ) {
      const products: SearchedProduct[] = await db.client.$queryRaw`
        SELECT p.id, p.version, p.name, p.name_en AS "nameEn", p.description,
          p.description_en AS "descriptionEn", p.category, p.archived_at AS "archivedAt"
        FROM products p LEFT JOIN search_entries s ON s.product_id = p.id
        WHERE p.id > ${after} AND ${which} ORDER BY p.id LIMIT ${BATCH}`;
      for (const some of cutByLetters(products)) await storeSearchEntries(db.client, some);
      after = products.length < BATCH ? undefined : products.at(-1)?.id;
    }
    if (!done) await applyMigrations(url, [{ name: INDEXING, sql: "" }]);
  } finally {
    await db.close();
  }
}

function cutByLetters(products: SearchedProduct[]): SearchedProduct[][] {
  const parts: SearchedProduct[][] = [];
  let letters = LETTERS_AT_ONCE;
  for (const product of products) {
    const { name, nameEn, description, descriptionEn } = product;
    const own = [name, nameEn, description, descriptionEn].join("").length;
    if (letters + own > LETTERS_AT_ONCE) {
      parts.push([]);
      letters = 0;
    }
    letters += own;
    parts.at(-1)?.push(product);
  }
  return parts;
}
