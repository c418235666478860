import { setImmediate } from "node:timers/promises";
import { Prisma } from "../generated/sqlite/client.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type Database, openDatabase } from "./database.ts";
import { readRows } from "./read-rows.ts";
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
 * Makes the search entries that are missing or of an earlier version of their product, and all of
 * them when an entry of the same product has changed. After a kill the next deployment makes up for
 * it.
 */
export async function indexStoredProducts(url: string): Promise<void> {
  const db = openDatabase(url, { connections: 1 });
  try {
    const [done] = await db.client.$queryRaw<unknown[]>`
      SELECT 1 AS done FROM _prisma_migrations WHERE migration_name = ${INDEXING}`;
    await indexProducts(db, { every: !done });
    if (!done) await applyMigrations(url, [{ name: INDEXING, sql: "" }]);
  } finally {
    await db.close();
  }
}

/**
 * Makes the search entries that are missing or of an earlier version of their product: of what was
 * there before the search had entries, and of what a version without them writes while it runs
 * beside this one.
 * @param options.every makes every entry anew.
 * @param options.signal ends this early.
 * @returns how many entries.
 */
export async function indexProducts(
  db: Database,
  { every = false, signal }: { every?: boolean; signal?: AbortSignal } = {},
): Promise<number> {
  let made = 0;
  for (let after: string | undefined = ""; after !== undefined && !signal?.aborted; ) {
    const batch: { id: string; isStale: boolean | number | bigint }[] = await readRows(
      db,
      Prisma.sql`
        SELECT p.id, s.version IS NULL OR s.version < p.version AS "isStale"
        FROM products p LEFT JOIN search_entries s ON s.product_id = p.id
        WHERE p.id > ${after} ORDER BY p.id LIMIT ${BATCH}`,
    );
    const stale = batch.filter(({ isStale }) => every || isStale).map(({ id }) => id);
    const products: SearchedProduct[] =
      stale.length === 0 ? [] : await db.client.product.findMany({ where: { id: { in: stale } } });
    // SQLite answers at once, and gives nobody else a turn.
    await setImmediate();
    for (const some of cutByLetters(products)) await storeSearchEntries(db.client, some);
    made += products.length;
    after = batch.length < BATCH ? undefined : batch.at(-1)?.id;
  }
  return made;
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
