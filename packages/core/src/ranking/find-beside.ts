import type { Deps } from "../deps.ts";
import { getProduct } from "../product/get-product.ts";
import { listProducts } from "../product/list-products.ts";
import { listSomeProducts } from "../product/list-some-products.ts";
import type { Product } from "../product/schema.ts";
import type { Companion } from "./count-companions.ts";
import { getTopProducts } from "./get-top-products.ts";
import { type Beside, TOP_MAX } from "./schema.ts";

const MOST = 6;

/** How many are read to fill the places: some of them are shown already. */
const NEWEST = 24;

/**
 * What a product's page shows beside it, all of it in stock: what shoppers bought together with it,
 * as of the last run of the batch, and others of its category, the best sellers of a month first.
 * @throws DomainError NOT_FOUND
 */
export async function findBeside(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<Beside> {
  const { category } = await getProduct(deps, { id });
  const [list, top, newest] = await Promise.all([
    deps.db.client.companionList.findUnique({ where: { productId: id } }),
    getTopProducts(deps, { category, days: 30, size: TOP_MAX }),
    listProducts(deps, { category, inStock: true, sort: "newest", page: 1, size: NEWEST }),
  ]);
  const companions = (list?.entries ?? []) as unknown as Companion[];
  const together = await inStock(
    deps,
    companions.map(({ productId }) => productId),
  );
  const shown = new Set([id, ...together.map((product) => product.id)]);
  const best = await inStock(
    deps,
    top.items.map(({ productId }) => productId),
  );
  const related = new Map([...best, ...newest.items].map((product) => [product.id, product]));
  return {
    together,
    related: [...related.values()].filter((one) => !shown.has(one.id)).slice(0, MOST),
  };
}

async function inStock(deps: Pick<Deps, "db">, ids: string[]): Promise<Product[]> {
  const { items } = await listSomeProducts(deps, { ids });
  return items.filter(({ stock }) => stock > 0).slice(0, MOST);
}
