import { z } from "zod";
import { idFilter } from "./values.ts";

/** Keyset paging: `cursor` is the `nextCursor` of the page before. */
export const cursorPageInput = z.strictObject({
  cursor: idFilter.optional(),
  size: z.int().min(1).max(100).default(20),
});

/** The same for the admin's lists, whose cursors may also hold the sort value. */
export const adminPageInput = z.strictObject({
  cursor: z
    .string()
    .regex(/^[\w-]{1,300}$/)
    .optional(),
  size: z.int().min(1).max(100).default(50),
});

/** The most rows that a list counts and sums up. A longer list has no totals. */
export const MAX_COUNTED = 100_000;

export interface Page<Item> {
  items: Item[];
  /** What to pass as `cursor` for the page after this; null on the last. */
  nextCursor: string | null;
}

/** Drops the row that was read beyond the page, and returns the cursor that continues after it. */
export function cursorPage<Row, Item>(
  rows: Row[],
  size: number,
  cursorOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > size && last ? cursorOf(last) : null,
  };
}

/** How many rows are read at a time for a file. */
const BATCH = 500;

/** All rows of a list, read page by page. */
export async function* eachOf<Row>(
  list: (page: { cursor?: string; size: number }) => Promise<Page<Row>>,
): AsyncGenerator<Row> {
  let cursor: string | undefined;
  do {
    const page = await list({ size: BATCH, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
