import "server-only";
import { caller } from "@/trpc/server.tsx";
import { entriesOf } from "./sitemap-xml.ts";

/** The sitemap's entries of the pages that everybody sees alike, but for the products'. */
export async function listPages(): Promise<Uint8Array> {
  const [categories, campaigns] = await Promise.all([
    caller.product.categories(),
    caller.coupon.list(),
  ]);
  return entriesOf([
    { path: "/" },
    { path: "/products" },
    ...categories.items.map(({ slug }) => ({ path: `/products?category=${slug}` })),
    { path: "/coupons" },
    ...campaigns.items.map(({ id }) => ({ path: `/coupons/${id}` })),
  ]);
}

/** Kept for as long as the rows are: making those of 5,000 products takes a tenth of a second. */
const made = new WeakMap<object, Uint8Array>();

/** The sitemap's entries of a part of the products; empty when no part begins there. */
export async function listProductPages(from: string): Promise<Uint8Array> {
  const products = await caller.product.sitemapPart({ from });
  const entries =
    made.get(products) ??
    entriesOf(
      products.map(({ id, updatedAt }) => ({ path: `/products/${id}`, changed: updatedAt })),
    );
  made.set(products, entries);
  return entries;
}
