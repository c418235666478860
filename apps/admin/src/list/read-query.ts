import { adminPageInput } from "@sunchak/core/schema";
import { fromSeoul, inSeoul } from "@sunchak/core/seoul";
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

const DAY_MS = 86_400_000;

/**
 * The instants between which a list's `from` and `to` lie: days in Seoul, `YYYY-MM-DD`, the last one
 * whole, or minutes, `YYYY-MM-DDTHH:MM`.
 */
export function spanIn({ from = "", to = "" }: Query): { from?: string; to?: string } {
  const [begin, end] = [fromSeoul(from), fromSeoul(to)];
  const wholeDay = to.includes("T") ? 0 : DAY_MS;
  return {
    from: begin?.toISOString(),
    to: end ? new Date(end.getTime() + wholeDay).toISOString() : undefined,
  };
}

/** The `from` and `to` by which a list names the time from one instant until before another. */
export function spanOf(from: string, to: string): { from: string; to: string } {
  const [begin, end] = [inSeoul(from).slice(0, 16), inSeoul(to).slice(0, 16)];
  const dayBefore = inSeoul(new Date(Date.parse(to) - DAY_MS)).slice(0, 10);
  return {
    from: begin.replace(/T00:00$/, ""),
    to: end.endsWith("T00:00") ? dayBefore : end,
  };
}

/** A list's filters and sorting, always in one order and without the cursor. */
export function viewOf({ cursor: _, ...query }: Query): string {
  const search = new URLSearchParams(query);
  search.sort();
  return search.toString();
}

/** The filters of a list's input, as a query. */
export function withoutPage(input: Record<string, unknown>): Query {
  const { cursor: _, size: __, ...filter } = input;
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** A path with a query; names without a value are left out. */
export function hrefOf(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const search = new URLSearchParams(given).toString();
  return search ? `${path}?${search}` : path;
}
