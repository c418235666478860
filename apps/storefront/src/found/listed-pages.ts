import "server-only";
import { caller } from "@/trpc/server.tsx";
import type { Listed } from "./sitemap-xml.ts";

/** The shop's pages that everybody sees alike, but for its products'. */
export async function listPages(): Promise<Listed[]> {
  const [categories, campaigns] = await Promise.all([
    caller.product.categories(),
    caller.coupon.list(),
  ]);
  return [
    { path: "/" },
    { path: "/products" },
    ...categories.items.map(({ slug }) => ({ path: `/products?category=${slug}` })),
    { path: "/coupons" },
    ...campaigns.items.map(({ id }) => ({ path: `/coupons/${id}` })),
  ];
}

/** The pages of a part of the products. */
export async function listProductPages(from: string): Promise<Listed[]> {
  const products = await caller.product.sitemapPart({ from });
  return products.map(({ id, updatedAt }) => ({ path: `/products/${id}`, changed: updatedAt }));
}
