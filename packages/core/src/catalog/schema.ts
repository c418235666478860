import { z } from "zod";
import { text, won } from "../values.ts";

export const productSorts = ["newest", "priceAsc", "priceDesc", "bestSelling"] as const;
export type ProductSort = (typeof productSorts)[number];

/** How deep the list can be paged, and how far `total` counts. */
export const LIST_DEPTH = 10_000;

export const listProductsInput = z
  .strictObject({
    q: text(200).optional(),
    category: text(100).optional(),
    minPrice: z.int().min(0).optional(),
    maxPrice: z.int().min(0).optional(),
    /** true: only those in stock; false: only sold out. */
    inStock: z.boolean().optional(),
    sort: z.enum(productSorts).default("newest"),
    page: z.int().min(1).default(1),
    size: z.int().min(1).max(100).default(20),
  })
  .refine(({ page, size }) => page * size <= LIST_DEPTH, {
    path: ["page"],
    message: `page × size must be at most ${LIST_DEPTH}`,
  });

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
  images: z.array(z.string()),
});

export type ListProducts = z.output<typeof listProductsInput>;
export type Product = z.output<typeof productOutput>;
export type ProductPage = z.output<typeof productPageOutput>;
export type ProductDetail = z.output<typeof productDetailOutput>;
