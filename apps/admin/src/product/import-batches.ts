import { IMPORT_BATCH, type ImportRow } from "@sunchak/core/schema";

/** What a call may hold, in bytes, with room for what surrounds the rows. */
const BATCH_BYTES = 56 * 1024;

/** The rows of a file in calls that are neither too many rows nor too large. */
export function batchesOf(rows: readonly ImportRow[]): ImportRow[][] {
  const batches: ImportRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const size = new TextEncoder().encode(JSON.stringify(row)).byteLength + 1;
    const batch = batches.at(-1);
    if (batch && batch.length < IMPORT_BATCH && size <= room) {
      batch.push(row);
      room -= size;
    } else {
      batches.push([row]);
      room = BATCH_BYTES - size;
    }
  }
  return batches;
}
