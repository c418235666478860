import {
  LIST_DEPTH,
  type ListProducts,
  type ProductSort,
  productSorts,
} from "@sunchak/core/schema";
import { trimSearch } from "@sunchak/core/trim-search";

/** Divides by two, three and four columns. */
export const PAGE_SIZE = 24;

/** The deepest page that the shop can show. */
export const DEEPEST_PAGE = Math.floor(LIST_DEPTH / PAGE_SIZE);

/** The longest search. */
export const SEARCH_LENGTH = 200;

/** The query of the list's address; everything that the list shows follows from it. */
export type ListQuery = Omit<ListProducts, "size"> & { sort: ProductSort };

/** The order of a list whose address names none. */
const usualSort = (q: string | undefined): ProductSort => (q ? "relevance" : "newest");

/** The orders that a list can have: products are more or less relevant only to a search. */
export const sortsOf = (q: string | undefined) =>
  productSorts.filter((sort) => sort !== "relevance" || q);

type SearchParams = Record<string, string | string[] | undefined>;

function wholeNumber(text: string | undefined, min: number): number | undefined {
  if (!text || !/^\d{1,12}$/.test(text)) return undefined;
  return Math.max(min, Number(text));
}

/** The beginning of a text, without half an emoji at its end. */
const shortened = (text: string | undefined, max: number) =>
  text?.slice(0, max).replace(/[\ud800-\udbff]$/, "") || undefined;

/** Reads an address that anyone may have typed, and leaves out what makes no sense. */
export function readListQuery(params: SearchParams) {
  const one = (name: string) => [params[name]].flat()[0]?.replaceAll("\u0000", "").trim();
  const q = trimSearch(shortened(one("q"), SEARCH_LENGTH) ?? "") || undefined;
  const sort = one("sort");
  const inStock = one("inStock");
  return {
    q,
    category: shortened(one("category"), 100),
    minPrice: wholeNumber(one("minPrice"), 0),
    maxPrice: wholeNumber(one("maxPrice"), 0),
    inStock: inStock === "true" ? true : inStock === "false" ? false : undefined,
    sort: sortsOf(q).find((known) => known === sort) ?? usualSort(q),
    page: wholeNumber(one("page"), 1) ?? 1,
  } satisfies Record<keyof ListQuery, unknown>;
}

/**
 * The list's path for a query, without default values; a changed filter starts at page 1. Without its
 * search, a list by relevance is in its usual order.
 */
export function listPath(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const { sort, page, ...filters } = { ...query, page: 1, ...change };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) params.set(name, String(value));
  }
  const { q } = filters;
  if (sort !== usualSort(q) && sortsOf(q).includes(sort)) params.set("sort", sort);
  if (page > 1) params.set("page", String(page));
  const text = params.toString();
  return text ? `/products?${text}` : "/products";
}

/** What the fields of the list's form show, as a query. */
export function fieldsOf({ page: _, ...fields }: ListQuery): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return String(new URLSearchParams(given.map(([name, value]) => [name, String(value)])));
}

/** Whether nothing can match, because the lowest price is above the highest. */
export const isUpsideDown = ({ minPrice, maxPrice }: ListQuery) =>
  minPrice !== undefined && maxPrice !== undefined && minPrice > maxPrice;

/** The category of a list's first page that asks for nothing else. */
export function categoryAlone(query: ListQuery): string | undefined {
  const { category } = query;
  const isAlone = listPath(query, { page: query.page }) === listPath(readListQuery({ category }));
  return isAlone ? category : undefined;
}
