import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { toProductDetail } from "./product-row.ts";
import type { ProductDetail } from "./schema.ts";

/**
 * One product on sale, with live stock.
 * @throws DomainError NOT_FOUND, also when it is archived.
 */
export async function getProduct(
  deps: Pick<Deps, "db">,
  { id }: { id: string },
): Promise<ProductDetail> {
  const row = isId(id)
    ? await deps.db.client.product.findUnique({ where: { id, archivedAt: null } })
    : null;
  if (!row) throw notFound("product");
  return toProductDetail(row);
}
