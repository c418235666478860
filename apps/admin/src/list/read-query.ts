import { adminPageInput } from "@sunchak/core/schema";
import type { z } from "zod";

export type Query = Record<string, string>;

/**
 * The first value of each name in a URL. Next's own record of them begins what is named as a member
 * of every object, `?constructor=1`, with that member.
 */
export function firstValues(searchParams: Record<string, unknown>): Query {
  const query: Query = {};
  for (const [name, value] of Object.entries(searchParams)) {
    const first = [value].flat().find((one) => typeof one === "string");
    if (first) query[name] = first;
  }
  return query;
}

/**
 * What of a URL's query a list understands: a value that it does not is left out, so that a URL
 * that was typed or is old still opens the list.
 */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  query: Record<string, unknown>,
): z.output<Schema> {
  const known = Object.keys(schema.shape).filter((name) => query[name] !== undefined);
  const kept = known.filter((name) => schema.safeParse({ [name]: query[name] }).success);
  return schema.parse(Object.fromEntries(kept.map((name) => [name, query[name]])));
}

/** Where a list goes on by a value of the URL; undefined for what no list can have given out. */
export const cursorIn = (value: string | undefined): string | undefined =>
  readQuery(adminPageInput, { cursor: value }).cursor;

/** A date of a form, `YYYY-MM-DD`, as the instant when it begins in Seoul. */
export function dayStart(date: string | undefined, daysLater = 0): string | undefined {
  if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const at = Date.parse(`${date}T00:00:00.000+09:00`);
  return Number.isNaN(at) ? undefined : new Date(at + daysLater * 86_400_000).toISOString();
}

/** What a list is narrowed and sorted by, always in one order; where it was paged to is left out. */
export function viewOf({ cursor: _, ...query }: Query): string {
  const search = new URLSearchParams(query);
  search.sort();
  return search.toString();
}

/** A path with a query; names without a value are left out. */
export function hrefOf(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const search = new URLSearchParams(given).toString();
  return search ? `${path}?${search}` : path;
}
