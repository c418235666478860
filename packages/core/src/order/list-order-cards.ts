import type { Deps } from "../deps.ts";
import { listOrders } from "./list-orders.ts";
import type { OrderCard } from "./schema.ts";

/** A page of the shopper's own orders, newest first, with the pictures of their products. */
export async function listOrderCards(
  deps: Pick<Deps, "db" | "clock">,
  page: { userId: string; cursor?: string; size: number },
): Promise<{ items: OrderCard[]; nextCursor: string | null }> {
  const { items, nextCursor } = await listOrders(deps, page);
  const ids = items.flatMap(({ lines }) => lines.map(({ productId }) => productId));
  const products = await findOrderedProducts(deps, ids);
  return {
    items: items.map((order) => ({
      ...order,
      products: Object.fromEntries(
        order.lines.flatMap(({ productId }) => {
          const product = products[productId];
          return product ? [[productId, product]] : [];
        }),
      ),
    })),
    nextCursor,
  };
}

/** What products are now, by id, sold or not any more. */
export async function findOrderedProducts(
  { db }: Pick<Deps, "db">,
  ids: string[],
): Promise<OrderCard["products"]> {
  const rows = await db.client.product.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, images: true, archivedAt: true },
  });
  return Object.fromEntries(
    rows.map(({ id, images, archivedAt }) => [
      id,
      { imageUrl: (images as string[])[0] ?? null, isOnSale: archivedAt === null },
    ]),
  );
}
