import type { Prisma } from "@sunchak/db";
import type { Json } from "../audit/schema.ts";
import type { AdminProduct, Product, ProductDetail, UpdateProduct } from "./schema.ts";

export type ProductRow = Prisma.ProductGetPayload<object>;

/** The columns that {@link toProduct} needs. */
export const productColumns = [
  "id",
  "name",
  "nameEn",
  "category",
  "price",
  "stock",
  "images",
] as const satisfies (keyof ProductRow)[];

/** The columns that {@link toAdminProduct} needs. */
export const adminProductColumns = [
  ...productColumns,
  "sku",
  "lowStock",
  "soldQuantity",
  "version",
  "archivedAt",
  "createdAt",
  "updatedAt",
] as const satisfies (keyof ProductRow)[];

export type ListedProduct = Pick<ProductRow, (typeof productColumns)[number]>;

export const toProduct = (row: ListedProduct): Product => ({
  id: row.id,
  name: row.name,
  nameEn: row.nameEn,
  category: row.category,
  price: Number(row.price),
  stock: row.stock,
  imageUrl: (row.images as string[])[0] ?? null,
});

export const toProductDetail = (row: ProductRow): ProductDetail => ({
  ...toProduct(row),
  description: row.description,
  descriptionEn: row.descriptionEn,
  specs: row.specs,
  specsEn: row.specsEn,
  images: row.images as string[],
});

export const toAdminProduct = (
  row: Pick<ProductRow, (typeof adminProductColumns)[number]>,
): AdminProduct => ({
  ...toProduct(row),
  sku: row.sku,
  lowStock: row.lowStock,
  soldQuantity: row.soldQuantity,
  version: row.version,
  archivedAt: row.archivedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

type Editable = { [Field in Exclude<keyof UpdateProduct, "id" | "version">]-?: Json };

/** The fields of a product that an edit can change, as the audit log stores them. */
export const editable = (row: ProductRow): Editable => ({
  name: row.name,
  nameEn: row.nameEn,
  description: row.description,
  descriptionEn: row.descriptionEn,
  specs: row.specs,
  specsEn: row.specsEn,
  sku: row.sku,
  category: row.category,
  price: Number(row.price),
  lowStock: row.lowStock,
  images: row.images as string[],
});
