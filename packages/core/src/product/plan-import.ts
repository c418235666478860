import { setImmediate } from "node:timers/promises";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import type { ImportPlan } from "./import-schema.ts";
import { type FileRow, type Known, planRow } from "./plan-row.ts";
import { findSkuHolders } from "./sku-holders.ts";

/** How many rows are compared at a time: that is work for the processor, which others need, too. */
const AT_ONCE = 200;

/** What a file of products would change, row by row; nothing is written. */
export async function planImport(
  { db }: Pick<Deps, "db">,
  rows: readonly FileRow[],
): Promise<ImportPlan> {
  const categories = await db.client.category.findMany();
  const skus = rows.flatMap(({ cells }) => cells.sku?.trim() || []);
  const known: Omit<Known, "products"> = {
    slugs: new Map(
      categories.flatMap(({ slug, ...names }) =>
        [names.name, names.nameEn, slug].map((key) => [key.toLowerCase(), slug]),
      ),
    ),
    skuHolders: await findSkuHolders(db, db.client, skus),
    seen: new Set(),
  };
  const plan: ImportPlan = { rows: [], unchanged: 0 };
  for (let begin = 0; begin < rows.length; begin += AT_ONCE) {
    const some = rows.slice(begin, begin + AT_ONCE);
    const ids = some.flatMap(({ cells }) => cells.id?.trim() || []).filter(isId);
    const found = await db.client.product.findMany({ where: { id: { in: ids } } });
    const products = new Map(found.map((row) => [row.id, row]));
    for (const each of some) {
      const row = planRow(each, { ...known, products });
      if (row.changes.length > 0 || row.faults.length > 0) plan.rows.push(row);
      else plan.unchanged += 1;
    }
    await setImmediate();
  }
  return plan;
}
