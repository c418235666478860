/** Few enough rows that other writers wait only for a moment. */
const AT_ONCE = 1_000;

/**
 * Deletes rows in batches, until none is left or the signal stops it.
 * @param deletePart deletes at most that many rows, in one transaction, and returns how many.
 * @returns how many rows.
 */
export async function purge(
  deletePart: (atOnce: number) => Promise<number>,
  signal: AbortSignal | undefined,
): Promise<number> {
  let purged = 0;
  let count: number;
  do {
    count = await deletePart(AT_ONCE);
    purged += count;
  } while (count > 0 && !signal?.aborted);
  return purged;
}
