import { type Database, Prisma, readRows } from "@sunchak/db";
import { type SharedRead, sharedRead } from "../shared-read.ts";
import { LIST_DEPTH } from "./schema.ts";

const counts = new WeakMap<Database, SharedRead<number>>();

/**
 * Counts up to one more than {@link LIST_DEPTH}. That costs more than a page, and concurrent
 * visitors ask for the same.
 * @param rows the tables and conditions, as after FROM.
 */
export async function countProducts(db: Database, rows: Prisma.Sql): Promise<number> {
  const share = counts.get(db) ?? sharedRead();
  counts.set(db, share);
  const query = Prisma.sql`
    SELECT count(*) AS total FROM (SELECT 1 FROM ${rows} LIMIT ${LIST_DEPTH + 1}) AS matching`;
  return share(JSON.stringify([query.text, query.values]), async () => {
    const [row] = await readRows<{ total: bigint }>(db, query);
    return Number(row?.total);
  });
}
