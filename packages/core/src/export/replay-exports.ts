import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import type { ReplayExports } from "./schema.ts";

/**
 * Lets dead events be tried again from the first try, under the same ids. Events that are not dead
 * stay as they are.
 * @returns the ids of the events that will be tried again.
 */
export async function replayExports(
  deps: Pick<Deps, "db" | "clock" | "relay">,
  { eventIds }: ReplayExports,
): Promise<{ eventIds: string[] }> {
  const events = await deps.db.client.outboxEvent.updateManyAndReturn({
    where: { id: { in: eventIds.filter(isId) }, status: "DEAD" },
    data: alive(deps),
    select: { id: true },
  });
  const ids = events.map(({ id }) => id);
  for (const id of ids) deps.relay.exportReady(id);
  return { eventIds: ids };
}

/**
 * The same for every dead event. There may be very many, so the sweep finds them by itself.
 * @returns how many events will be tried again.
 */
export async function replayDeadExports(
  deps: Pick<Deps, "db" | "clock">,
): Promise<{ count: number }> {
  return deps.db.client.outboxEvent.updateMany({ where: { status: "DEAD" }, data: alive(deps) });
}

const alive = (deps: Pick<Deps, "clock">) => ({
  status: "PENDING",
  attempts: 0,
  nextAttemptAt: deps.clock.now(),
});
