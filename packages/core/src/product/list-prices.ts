import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import type { ListPrices, ProductPrice } from "./schema.ts";

/** The prices, in won, of those of the products that are on sale, in no order. */
export async function listPrices(
  { db }: Pick<Deps, "db">,
  { ids }: ListPrices,
): Promise<{ items: ProductPrice[] }> {
  const rows = await db.client.product.findMany({
    where: { id: { in: ids.filter(isId) }, archivedAt: null },
    select: { id: true, price: true },
  });
  return { items: rows.map(({ id, price }) => ({ productId: id, price: Number(price) })) };
}
