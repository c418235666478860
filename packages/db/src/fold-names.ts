import { Prisma } from "../generated/sqlite/client.ts";
import { applyMigrations } from "./apply-migrations.ts";
import { type Database, openDatabase } from "./database.ts";
import { searchName } from "./fold.ts";

/**
 * Raise the number when the result of fold() changes: the next deployment then folds every name
 * again.
 */
const FOLDING = "folding_2";

/** The tables that are searched by name, and their name columns. */
const named = {
  users: ["name"],
  coupon_campaigns: ["name", "name_en"],
  products: ["name", "name_en"],
} as const;

/** How many rows are read and written at a time. */
const BATCH = 1_000;

/**
 * Folds the stored names whose search name is missing or stale. After a kill it begins again.
 * @param every whether to look at every name even when fold() has not changed: the version before
 * may have changed a name and left its search name as it was. Otherwise only rows without a search
 * name are looked at.
 */
export async function foldStoredNames(url: string, every: boolean): Promise<void> {
  const db = openDatabase(url, { connections: 1 });
  try {
    const [done] = await db.client.$queryRaw<unknown[]>`
      SELECT 1 AS done FROM _prisma_migrations WHERE migration_name = ${FOLDING}`;
    for (const table of Object.keys(named) as (keyof typeof named)[]) {
      const which = done && !every ? Prisma.sql`search_name IS NULL` : Prisma.sql`1 = 1`;
      await foldTable(db, table, which);
    }
    if (!done) await applyMigrations(url, [{ name: FOLDING, sql: "" }]);
  } finally {
    await db.close();
  }
}

/** Holds only the columns that its table has. */
interface Row {
  id: string;
  search_name: string | null;
  name: string;
  name_en: string;
}

async function foldTable(
  { client, transaction }: Database,
  table: keyof typeof named,
  which: Prisma.Sql,
) {
  const into = Prisma.raw(table);
  const columns = named[table];
  const selected = Prisma.raw(["id", "search_name", ...columns].join());
  for (let after = ""; ; ) {
    const rows = await client.$queryRaw<Row[]>`
      SELECT ${selected} FROM ${into} WHERE id > ${after} AND ${which} ORDER BY id LIMIT ${BATCH}`;
    const stale = rows
      .map((row) => ({ ...row, folded: searchName(...columns.map((column) => row[column])) }))
      .filter((row) => row.search_name !== row.folded);
    if (stale.length > 0) {
      const values = stale.map(
        (row) =>
          Prisma.sql`(${Prisma.join([row.id, row.folded, ...columns.map((column) => row[column])])})`,
      );
      // When somebody has changed the names meanwhile, that change has folded them.
      const unchanged = columns.map((column, i) => `${table}.${column} = v.column${i + 3}`);
      await transaction(
        (tx) => tx.$executeRaw`
          UPDATE ${into} SET search_name = v.column2 FROM (VALUES ${Prisma.join(values)}) AS v
          WHERE ${into}.id = v.column1 AND ${Prisma.raw(unchanged.join(" AND "))}`,
      );
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}
