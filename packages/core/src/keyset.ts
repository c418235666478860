import { z } from "zod";
import { calendarInstant, idFilter } from "./values.ts";

/** A row's place in a list that is sorted by a value and then by id. */
export interface Place {
  value: Date | number;
  id: string;
}

/** A cursor of a list that is sorted by a value and then by id. */
export const keysetCursor = (value: Date | number | bigint, id: string): string =>
  Buffer.from(
    JSON.stringify([value instanceof Date ? value.toISOString() : Number(value), id]),
  ).toString("base64url");

/** The place in a cursor of {@link keysetCursor}; null for a cursor that no page returned. */
export function readKeyset(cursor: string): Place | null {
  try {
    const parsed = keyset.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (!parsed.success) return null;
    const [value, id] = parsed.data;
    return { value: typeof value === "string" ? new Date(value) : value, id };
  } catch {
    return null;
  }
}

/** Limits values to those that any column can hold: a database refuses others with an error. */
const keyset = z.tuple([z.union([z.int32(), calendarInstant]), idFilter]);
