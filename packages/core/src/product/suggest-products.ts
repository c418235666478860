import { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { readSearch } from "../search/read-search.ts";
import { SUGGESTIONS_MAX, type Suggestions, type SuggestProducts } from "./schema.ts";
import { findFirst } from "./search-products.ts";

/** The products on sale whose names have what is being typed, the most relevant first. */
export async function suggestProducts(
  { db }: Pick<Deps, "db">,
  { q }: SuggestProducts,
): Promise<Suggestions> {
  const search = await readSearch(db, q, "names");
  if (!search) return { items: [] };
  const rows = await findFirst(db, search, {
    where: Prisma.sql`p.archived_at IS NULL`,
    isFiltered: false,
    order: null,
    skip: 0,
    take: SUGGESTIONS_MAX,
  });
  return { items: rows.map(({ id, name, nameEn }) => ({ productId: id, name, nameEn })) };
}
