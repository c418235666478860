import { adminPageInput } from "@sunchak/core/schema";
import { fromSeoul } from "@sunchak/core/seoul";
import type { z } from "zod";

export type Query = Record<string, string>;

/**
 * The first string of each name in a URL. Next collects a URL's values in a plain object: for
 * `?constructor=1` its list begins with the member that every object has under that name.
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
 * The part of a URL's query that the schema accepts. It leaves out other values, so that an old or
 * hand-typed URL still opens the list.
 */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  query: Record<string, unknown>,
): z.output<Schema> {
  const known = Object.keys(schema.shape).filter((name) => query[name] !== undefined);
  const kept = known.filter((name) => schema.safeParse({ [name]: query[name] }).success);
  return schema.parse(Object.fromEntries(kept.map((name) => [name, query[name]])));
}

/** The cursor that the URL gives; undefined for a value that no list can have given out. */
export const cursorIn = (value: string | undefined): string | undefined =>
  readQuery(adminPageInput, { cursor: value }).cursor;

/** The instant when a form's date, `YYYY-MM-DD`, begins in Seoul. */
export function dayStart(date: string | undefined, daysLater = 0): string | undefined {
  const start = date?.length === 10 ? fromSeoul(date) : null;
  return start ? new Date(start.getTime() + daysLater * 86_400_000).toISOString() : undefined;
}

/** A list's filters and sorting, always in one order and without the cursor. */
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
