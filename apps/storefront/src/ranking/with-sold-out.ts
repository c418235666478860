import type { Product, SomeProducts, TopProducts } from "@sunchak/core/schema";

export interface TopNow extends TopProducts {
  /** The ids of those that are sold out. */
  soldOut: string[];
}

/** Adds what a ranking does not tell: which of its products are sold out now. */
export async function withSoldOut(
  top: TopProducts,
  readSome: (input: SomeProducts) => Promise<{ items: Product[] }>,
): Promise<TopNow> {
  const ids = top.items.map(({ productId }) => productId);
  const { items } = ids.length > 0 ? await readSome({ ids }) : { items: [] };
  return { ...top, soldOut: items.filter(({ stock }) => stock <= 0).map(({ id }) => id) };
}
