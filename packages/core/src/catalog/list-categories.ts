import type { Deps } from "../deps.ts";

/** The categories that have a product on sale, in alphabetical order. */
export async function listCategories(deps: Pick<Deps, "db">): Promise<{ items: string[] }> {
  const rows = await deps.db.client.product.groupBy({
    by: "category",
    where: { archivedAt: null },
    orderBy: { category: "asc" },
  });
  return { items: rows.map((row) => row.category) };
}
