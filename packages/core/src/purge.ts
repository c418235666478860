/** As many as keep other writers waiting for a moment at most. */
const AT_ONCE = 1_000;

/**
 * Deletes rows a part at a time, until none is left or the signal asks it to stop.
 * @param deletePart deletes that many rows at most, in one transaction, and answers how many.
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
