import type { Deps } from "../deps.ts";
import { purge } from "../purge.ts";

/**
 * Deletes the sessions that have expired, in batches, until the signal stops it.
 * @returns how many.
 */
export function purgeSessions(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const now = clock.now();
  return purge(
    (atOnce) =>
      db.transaction(
        (tx) => tx.$executeRaw`
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE expires_at <= ${now} LIMIT ${atOnce})`,
      ),
    signal,
  );
}
