import type { Deps } from "../deps.ts";
import { purge } from "../purge.ts";

/**
 * How many of the last snapshots keep all their places: the last one is what shoppers see, and one
 * before it may be what they are just reading.
 */
const KEPT_WHOLE = 12;

/**
 * Deletes what nobody reads of older snapshots: the history shows their first five places. It goes
 * in batches, until the signal stops it.
 * @returns how many places.
 */
export function purgeRankings(
  { db }: Pick<Deps, "db">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  // The five is written out, because the index holds only places after it.
  return purge(
    (atOnce) =>
      db.transaction(
        (tx) => tx.$executeRaw`
      DELETE FROM ranking_entries WHERE (snapshot_id, rank) IN (
        SELECT snapshot_id, rank FROM ranking_entries
        WHERE rank > 5 AND snapshot_id NOT IN (
          SELECT id FROM ranking_snapshots ORDER BY window_end DESC LIMIT ${KEPT_WHOLE})
        LIMIT ${atOnce})`,
      ),
    signal,
  );
}
