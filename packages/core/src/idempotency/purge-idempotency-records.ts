import type { Deps } from "../deps.ts";
import { lapsedAt } from "./idempotently.ts";

/** Deletes the answers that are past their 24 hours. @returns how many. */
export async function purgeIdempotencyRecords(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const { count } = await deps.db.client.idempotencyRecord.deleteMany({
    where: { createdAt: { lte: lapsedAt(deps.clock.now()) } },
  });
  return count;
}
