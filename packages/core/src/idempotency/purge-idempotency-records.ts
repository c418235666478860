import type { Deps } from "../deps.ts";
import { IDEMPOTENCY_WINDOW_MS } from "./idempotently.ts";

/** Deletes the answers that are past their 24 hours. @returns how many. */
export async function purgeIdempotencyRecords(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const lapsed = new Date(deps.clock.now().getTime() - IDEMPOTENCY_WINDOW_MS);
  const { count } = await deps.db.client.idempotencyRecord.deleteMany({
    where: { createdAt: { lte: lapsed } },
  });
  return count;
}
