import { z } from "zod";
import { calendarInstant, idFilter } from "./values.ts";

/** A cursor of a list that is sorted by a value and then by id. */
export const keysetCursor = (value: string | number, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString("base64url");

/**
 * The value and id in a cursor of {@link keysetCursor}; null for a cursor that no page returned.
 */
export function readKeyset(cursor: string): { value: string | number; id: string } | null {
  try {
    const parsed = keyset.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return parsed.success ? { value: parsed.data[0], id: parsed.data[1] } : null;
  } catch {
    return null;
  }
}

/** Limits values to those that any column can hold: a database refuses others with an error. */
const keyset = z.tuple([z.union([z.int32(), calendarInstant]), idFilter]);
