import type { Prisma } from "@sunchak/db";
import type { Json } from "../audit/schema.ts";
import type { AdminProduct } from "./schema.ts";

export type ProductRow = Prisma.ProductGetPayload<object>;

/** The columns that {@link toAdminProduct} needs. */
export const adminProductColumns = [
  "id",
  "name",
  "nameEn",
  "category",
  "price",
  "stock",
  "images",
  "soldQuantity",
  "version",
  "archivedAt",
  "createdAt",
  "updatedAt",
] as const satisfies (keyof ProductRow)[];

export const toAdminProduct = (
  row: Pick<ProductRow, (typeof adminProductColumns)[number]>,
): AdminProduct => ({
  id: row.id,
  name: row.name,
  nameEn: row.nameEn,
  category: row.category,
  price: Number(row.price),
  stock: row.stock,
  imageUrl: (row.images as string[])[0] ?? null,
  soldQuantity: row.soldQuantity,
  version: row.version,
  archivedAt: row.archivedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

/** The fields of a product that an edit can change, as the audit log stores them. */
export const editable = (row: ProductRow): { [field: string]: Json } => ({
  name: row.name,
  nameEn: row.nameEn,
  description: row.description,
  descriptionEn: row.descriptionEn,
  category: row.category,
  price: Number(row.price),
  images: row.images as string[],
});
