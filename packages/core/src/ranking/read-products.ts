import { type Queries, sql } from "@sunchak/db";
import { eachInTurn } from "./each-in-turn.ts";
import type { RankedProduct } from "./make-lists.ts";

/** Few enough for SQLite, in which the process waits for a statement. */
const AT_ONCE = 5_000;

/** What a ranking needs to know of each product, by its id. */
export async function readProducts(queries: Queries): Promise<Map<string, RankedProduct>> {
  const products = new Map<string, RankedProduct>();
  let after: string | null = "";
  while (after !== null) {
    const groups = await readPart(queries, after);
    for (const { category, isOnSale, ids } of groups) {
      const product = { category, isOnSale: Number(isOnSale) === 1 };
      await eachInTurn(ids.split(" "), (id) => products.set(id, product));
    }
    after = groups[0]?.last ?? null;
  }
  return products;
}

/** One text for each group, because Prisma takes longer for thousands of rows than the database. */
function readPart(queries: Queries, after: string) {
  const part = queries
    .selectFrom("products")
    .select(["id", "category"])
    .select(sql<number>`CASE WHEN archived_at IS NULL THEN 1 ELSE 0 END`.as("isOnSale"))
    .where("id", ">", after)
    .orderBy("id")
    .limit(AT_ONCE)
    .as("part");
  return queries
    .selectFrom(part)
    .select(["category", "isOnSale"])
    .select(sql<string>`string_agg(id, ' ')`.as("ids"))
    .select(sql<string>`max(max(id)) OVER ()`.as("last"))
    .groupBy(["category", "isOnSale"])
    .execute();
}
