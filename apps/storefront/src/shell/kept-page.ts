import { defaultLocale, locales, pathIn, withoutLocale } from "@sunchak/web/locales";
import { listPath, readListQuery } from "../product/list-query.ts";

/** Ids are of these characters; so one page has one address. */
const id = "[\\w-]{1,64}";

/** The pages that everybody sees alike. Only the catalogue's show what their query says. */
const kept = new RegExp(`^/(?:offline|products(?:/${id})?|coupons(?:/(?!mine$)${id}(?:/log)?)?)?$`);

/**
 * The address under which the server keeps what an address shows; null for a page of one person,
 * and for what is no page. Of the query, only what the page reads is left, so that the many
 * addresses under which a link is shared are one page.
 */
export function findKeptPage(path: string, query: URLSearchParams): string | null {
  const inShop = withoutLocale(path);
  const locale = locales.find((one) => path.split("/")[1] === one) ?? defaultLocale;
  if (!kept.test(inShop) || pathIn(locale, inShop) !== path) return null;
  if (inShop !== "/products") return path;
  const params = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
  const asked = readListQuery(params);
  return pathIn(locale, listPath(asked, { page: asked.page }));
}
