import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
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
  const images = row.images as string[];
  return {
    id: row.id,
    name: row.name,
    nameEn: row.nameEn,
    description: row.description,
    descriptionEn: row.descriptionEn,
    category: row.category,
    price: Number(row.price),
    stock: row.stock,
    imageUrl: images[0] ?? null,
    images,
  };
}
