import type { Deps } from "../deps.ts";

/** As many as keep other writers waiting for a moment at most. */
const AT_ONCE = 1_000;

/**
 * Deletes the sessions that have expired. Of many it deletes a part at a time, until the signal
 * asks it to stop. @returns how many.
 */
export async function purgeSessions(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const now = clock.now();
  let purged = 0;
  let count: number;
  do {
    count = await db.transaction(
      (tx) => tx.$executeRaw`
        DELETE FROM sessions WHERE id IN (
          SELECT id FROM sessions WHERE expires_at <= ${now} LIMIT ${AT_ONCE})`,
    );
    purged += count;
  } while (count > 0 && !signal?.aborted);
  return purged;
}
