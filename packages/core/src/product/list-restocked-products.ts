import type { Deps } from "../deps.ts";
import { toProduct } from "./product-row.ts";
import type { Product } from "./schema.ts";

/** How long a product counts as restocked, in milliseconds. */
const RESTOCKED_MS = 14 * 24 * 3_600_000;
const MOST = 8;

/**
 * The products on sale that were sold out, got new stock lately and still have some, the latest
 * first.
 */
export async function listRestockedProducts({
  db: { client },
  clock,
}: Pick<Deps, "db" | "clock">): Promise<{ items: Product[] }> {
  const rows = await client.product.findMany({
    where: {
      restockedAt: { gt: new Date(clock.now().getTime() - RESTOCKED_MS) },
      archivedAt: null,
      stock: { gt: 0 },
    },
    orderBy: [{ restockedAt: "desc" }, { id: "desc" }],
    take: MOST,
  });
  return { items: rows.map(toProduct) };
}
