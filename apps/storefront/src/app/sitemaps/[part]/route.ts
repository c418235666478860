import { listPages, listProductPages } from "@/found/listed-pages.ts";
import { sitemap } from "@/found/sitemap-xml.ts";

/** A part of the sitemap: `pages.xml`, or the products from an id on. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ part: string }> },
): Promise<Response> {
  const [, part] = /^([\w-]+)\.xml$/.exec((await params).part) ?? [];
  if (!part) return new Response(null, { status: 404 });
  const entries = await (part === "pages" ? listPages() : listProductPages(part));
  return entries.length > 0 ? sitemap(entries) : new Response(null, { status: 404 });
}
