import type { Deps } from "../deps.ts";
import { purge } from "../purge.ts";
import { lapsedAt } from "./idempotently.ts";

/**
 * Deletes the responses that are older than 24 hours, in batches, until the signal stops it.
 * @returns how many.
 */
export function purgeIdempotencyRecords(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const lapsed = lapsedAt(clock.now());
  return purge(
    (atOnce) =>
      db.transaction(
        (tx) => tx.$executeRaw`
      DELETE FROM idempotency_records WHERE (user_id, key) IN (
        SELECT user_id, key FROM idempotency_records WHERE created_at <= ${lapsed} LIMIT ${atOnce})`,
      ),
    signal,
  );
}
