import type { Deps } from "../deps.ts";
import { readSearch } from "../search/read-search.ts";
import { SUGGESTIONS_MAX, type Suggestions, type SuggestProducts } from "./schema.ts";
import { findMostRelevant } from "./search-products.ts";

/** The products on sale whose names have what is being typed, the most relevant first. */
export async function suggestProducts(
  { db }: Pick<Deps, "db">,
  { q }: SuggestProducts,
): Promise<Suggestions> {
  const search = await readSearch(db, q, "names");
  if (!search) return { items: [] };
  const rows = await findMostRelevant(db, search, SUGGESTIONS_MAX);
  return { items: rows.map(({ id, name, nameEn }) => ({ productId: id, name, nameEn })) };
}
