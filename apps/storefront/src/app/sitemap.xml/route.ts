import { connection } from "next/server";
import { listPages, listProductPages } from "@/found/listed-pages.ts";
import { sitemap, sitemapIndex } from "@/found/sitemap-xml.ts";
import { caller } from "@/trpc/server.tsx";

/** All pages, or the parts in which they are: one of them may list 50,000 addresses. */
export async function GET(): Promise<Response> {
  // Nothing is on sale while building.
  await connection();
  const starts = await caller.product.sitemapStarts();
  const [first] = starts;
  if (starts.length > 1) {
    return sitemapIndex(["pages", ...starts].map((part) => `/sitemaps/${part}.xml`));
  }
  return sitemap(await listPages(), ...(first ? [await listProductPages(first)] : []));
}
