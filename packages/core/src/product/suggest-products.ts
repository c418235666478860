import type { Deps } from "../deps.ts";
import { listProducts } from "./list-products.ts";
import { SUGGESTIONS_MAX, type Suggestions, type SuggestProducts } from "./schema.ts";

/** The products on sale that a shopper who types this is likely to mean, the likeliest first. */
export async function suggestProducts(
  deps: Pick<Deps, "db">,
  { q }: SuggestProducts,
): Promise<Suggestions> {
  if (q.trim() === "") return { items: [] };
  const { items } = await listProducts(deps, {
    q,
    sort: "relevance",
    page: 1,
    size: SUGGESTIONS_MAX,
  });
  return { items: items.map(({ id, name, nameEn }) => ({ productId: id, name, nameEn })) };
}
