import { type Database, Prisma } from "@sunchak/db";
import { v7 } from "uuid";
import type { Clock } from "./deps.ts";
import { idPattern } from "./values.ts";

let sequence = 0;

/**
 * A new UUID version 7 (RFC 9562). Ids sort by time and, within a millisecond of one process, by
 * the order of creation.
 */
export function newId(clock: Clock): string {
  sequence = (sequence + 1) % 2 ** 31;
  return v7({ msecs: clock.now().getTime(), seq: sequence });
}

/**
 * Whether a string from outside can be an id at all. Anything else is simply not found, and does
 * not reach the database, which would refuse some of it (U+0000) with an error.
 */
export const isId = (value: string): boolean => idPattern.test(value);

/** A bound that sorts before every id created at this time or later, and after all earlier ids. */
export function smallestId(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** That a column is one of these ids, as after the column: the same statement for any number. */
export const isAmong = (
  { provider }: Pick<Database, "provider">,
  ids: readonly string[],
): Prisma.Sql =>
  provider === "postgresql"
    ? Prisma.sql`= ANY(${ids}::text[])`
    : Prisma.sql`IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
