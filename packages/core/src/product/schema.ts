import { z } from "zod";
import type { Actor } from "../audit/schema.ts";
import { MAX_LINES } from "../order/schema.ts";
import { adminPageInput } from "../paging.ts";
import { label, reasonText, searchText, text, won } from "../values.ts";

export const productSorts = [
  "relevance",
  "newest",
  "priceAsc",
  "priceDesc",
  "bestSelling",
] as const;
export type ProductSort = (typeof productSorts)[number];

/** How deep the list can be paged, and how far `total` counts. */
export const LIST_DEPTH = 10_000;

const depthRule = `page × size must be at most ${LIST_DEPTH}`;

export const listProductsInput = z
  .strictObject({
    q: searchText.optional(),
    category: text(100).optional(),
    minPrice: z.int().min(0).optional(),
    maxPrice: z.int().min(0).optional(),
    /** true: only those in stock; false: only sold out. */
    inStock: z.boolean().optional(),
    sort: z
      .enum(productSorts)
      .optional()
      .describe("left out: relevance when there is a q, else newest"),
    page: z.int().min(1).default(1).describe(depthRule),
    size: z.int().min(1).max(100).default(20).describe(depthRule),
  })
  .refine(({ page, size }) => page * size <= LIST_DEPTH, {
    path: ["page"],
    message: depthRule,
  });

/** A product on sale. `stock` counts the pieces that can be sold now. */
export const productOutput = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  category: z.string(),
  price: won,
  stock: z.int(),
  imageUrl: z.string().nullable(),
});

export const productPageOutput = z.object({
  items: z.array(productOutput),
  page: z.int(),
  size: z.int(),
  total: z.int(),
  /** true when there are more than {@link LIST_DEPTH}. */
  totalCapped: z.boolean(),
});

export const productDetailOutput = productOutput.extend({
  description: z.string(),
  descriptionEn: z.string(),
  /** As {@link readSpecs} reads them. */
  specs: z.string(),
  specsEn: z.string(),
  images: z.array(z.string()),
});

/** The parts of each line of a product's specs: what comes before its first colon, and after it. */
export const readSpecs = (specs: string): { name: string; value: string }[] =>
  specs.split("\n").flatMap((line) => {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim()];
    return name && value ? [{ name, value }] : [];
  });

/** As many products as a cart holds. */
export const someProductsInput = z.strictObject({ ids: z.array(z.string()).min(1).max(MAX_LINES) });

/** The most products that are suggested for what is being typed. */
export const SUGGESTIONS_MAX = 8;

export const suggestProductsInput = z.strictObject({ q: text(200).min(1) });

/** At most {@link SUGGESTIONS_MAX}, the most relevant first. */
export const suggestionsOutput = z.object({
  items: z.array(z.object({ productId: z.string(), name: z.string(), nameEn: z.string() })),
});

export type ListProducts = z.output<typeof listProductsInput>;
export type SomeProducts = z.output<typeof someProductsInput>;
export type SuggestProducts = z.output<typeof suggestProductsInput>;
export type Suggestions = z.output<typeof suggestionsOutput>;
export type Product = z.output<typeof productOutput>;
export type ProductPage = z.output<typeof productPageOutput>;
export type ProductDetail = z.output<typeof productDetailOutput>;

/** A public path of this shop: an uploaded picture, or one of those that come with the shop. */
const imagePath = z
  .string()
  .regex(/^\/(uploads\/[0-9a-f]{64}\.webp|products\/[a-z0-9-]{1,80}\.svg)$/);

/** The most pictures that a product may have. */
export const IMAGES_MAX = 10;

/** The largest picture that is accepted, in bytes. */
export const IMAGE_BYTES_MAX = 8 * 1024 * 1024;

/** The widths, in pixels, in which an uploaded picture is also served. */
export const imageWidths = [400, 800] as const;
export type ImageWidth = (typeof imageWidths)[number];

/** Why a picture is refused, apart from its size in bytes. */
export type ImageFault = "EMPTY" | "UNSUPPORTED" | "DAMAGED" | "TOO_MANY_PIXELS";

export const MAX_STOCK = 1_000_000;
/** Up to this many left, a product without a threshold of its own counts as low on stock. */
export const LOW_STOCK = 10;

/** Whether few pieces are left; with none left a product is sold out instead. */
export const isLowOnStock = ({ stock, lowStock }: Pick<AdminProduct, "stock" | "lowStock">) =>
  stock > 0 && stock <= (lowStock ?? LOW_STOCK);

const stockCount = z.int().min(0).max(MAX_STOCK);

export const categorySlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const categoryName = label(60);

export const createCategoryInput = z.strictObject({ name: categoryName, nameEn: categoryName });
export const renameCategoryInput = z.strictObject({
  slug: z.string(),
  name: categoryName,
  nameEn: categoryName,
});

export interface Category {
  slug: string;
  name: string;
  nameEn: string;
}

/** Blank lines are let pass. */
const specsText = text(2_000)
  .trim()
  .refine(
    (specs) => readSpecs(specs).length === specs.split("\n").filter((line) => line.trim()).length,
    "each line must be a name, a colon and a value",
  );

const productFields = {
  name: label(120),
  nameEn: label(120),
  description: text(5_000).trim(),
  descriptionEn: text(5_000).trim(),
  specs: specsText,
  specsEn: specsText,
  /** The shop's own number of the product; left out, it stays as it is. */
  sku: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/)
    .nullish(),
  /** The slug of an existing category. */
  category: categorySlug,
  /** Won. */
  price: z.int().min(0).max(1_000_000_000),
  /** Up to how many left it counts as low on stock; null is {@link LOW_STOCK}. */
  lowStock: stockCount.nullish(),
  /** The first is the picture of lists. */
  images: z.array(imagePath).max(IMAGES_MAX),
};

export const createProductInput = z.strictObject({
  ...productFields,
  stock: stockCount,
});

/** All fields but the stock, which is adjusted; `version` is the version that the admin edited. */
export const updateProductInput = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  ...productFields,
});

export const productIdsInput = z.strictObject({ ids: z.array(z.string()).min(1).max(100) });

export const adjustStockInput = z.strictObject({
  id: z.string(),
  /** Added to the stock; taken from it when negative. */
  quantity: z
    .int()
    .min(-MAX_STOCK)
    .max(MAX_STOCK)
    .refine((quantity) => quantity !== 0, "must not be 0"),
  reason: reasonText,
});

export const adminProductSorts = [
  "newest",
  "priceAsc",
  "priceDesc",
  "stockAsc",
  "bestSelling",
] as const;

export const listAdminProductsInput = adminPageInput.extend({
  q: searchText.optional(),
  category: text(100).optional(),
  status: z.enum(["active", "archived", "all"]).default("active"),
  /** `in`: any; `low`: few, by {@link isLowOnStock}; `out`: none. */
  stock: z.enum(["in", "low", "out"]).optional(),
  sort: z.enum(adminProductSorts).default("newest"),
});

export const stockJournalInput = adminPageInput.extend({ id: z.string() });

export interface AdminProduct extends Product {
  sku: string | null;
  lowStock: number | null;
  soldQuantity: number;
  version: number;
  archivedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface StockEntry {
  id: string;
  quantity: number;
  reason: string;
  actor: Actor | null;
  createdAt: string;
}

export interface AdminProductDetail extends AdminProduct {
  description: string;
  descriptionEn: string;
  specs: string;
  specsEn: string;
  images: string[];
  initialStock: number;
  /** The newest ten entries of the stock journal. */
  journal: StockEntry[];
}

export type CreateCategory = z.output<typeof createCategoryInput>;
export type RenameCategory = z.output<typeof renameCategoryInput>;
export type CreateProduct = z.output<typeof createProductInput>;
export type UpdateProduct = z.output<typeof updateProductInput>;
export type AdjustStock = z.output<typeof adjustStockInput>;
export type ListAdminProducts = z.output<typeof listAdminProductsInput>;
