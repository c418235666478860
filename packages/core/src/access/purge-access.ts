import type { Deps } from "../deps.ts";
import { smallestId } from "../ids.ts";
import { purge } from "../purge.ts";
import { ACCESS_LOG_DAYS } from "./schema.ts";

/**
 * Deletes the access log's entries of more than {@link ACCESS_LOG_DAYS} ago, in batches, until the
 * signal stops it.
 * @returns how many.
 */
export function purgeAccess(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const before = smallestId(new Date(clock.now().getTime() - ACCESS_LOG_DAYS * 86_400_000));
  return purge(
    (atOnce) =>
      db.transaction(
        (tx) => tx.$executeRaw`
      DELETE FROM access_entries WHERE id IN (
        SELECT id FROM access_entries WHERE id < ${before} ORDER BY id LIMIT ${atOnce})`,
      ),
    signal,
  );
}
