import type { Deps } from "../deps.ts";
import { toProduct } from "../product/product-row.ts";
import type { WishedProduct } from "./schema.ts";

/** A shopper's wish list with live prices and stock, the latest wish first. */
export async function listWishes(
  { db: { client } }: Pick<Deps, "db">,
  { userId }: { userId: string },
): Promise<{ items: WishedProduct[] }> {
  const rows = await client.wishedProduct.findMany({
    where: { userId },
    orderBy: [{ createdAt: "desc" }, { productId: "desc" }],
    include: { product: true },
  });
  return {
    items: rows.map(({ product, createdAt }) => ({
      ...toProduct(product),
      onSale: product.archivedAt === null,
      wishedAt: createdAt.toISOString(),
    })),
  };
}

/** The ids of the products on a shopper's wish list, in no order. */
export async function listWishedIds(
  { db: { client } }: Pick<Deps, "db">,
  { userId }: { userId: string },
): Promise<{ productIds: string[] }> {
  const rows = await client.wishedProduct.findMany({
    where: { userId },
    select: { productId: true },
  });
  return { productIds: rows.map(({ productId }) => productId) };
}
