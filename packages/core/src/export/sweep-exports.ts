import { inLanes } from "../in-lanes.ts";
import { type DeliverDeps, deliverExport } from "./deliver-export.ts";
import { isDeliveryPaused } from "./delivery-pause.ts";
import { adoptDestination } from "./destination.ts";
import { dueAt } from "./due-at.ts";

const LANES = 8;

/** How many ids are read at a time. */
const READ_AT_ONCE = 100;

/**
 * Tries every event once that was due when the sweep began: events that were never relayed, that
 * failed and have waited long enough, or that a dead worker left behind. Any number of sweeps may
 * run at once.
 *
 * A plain read finds the rows, and {@link deliverExport} claims them one by one. Claiming many at
 * once with FOR UPDATE SKIP LOCKED would be a second way to claim, for PostgreSQL alone, and the
 * leases would run before their tries begin. Two sweeps that read the same rows each win some of
 * them and skip the rest.
 *
 * @param options.lanes how many events are delivered at once.
 * @param options.signal stops the sweep before its next events; deliveries under way are finished.
 * @returns how many events were delivered.
 */
export async function sweepExports(
  deps: DeliverDeps,
  { lanes = LANES, signal }: { lanes?: number; signal?: AbortSignal } = {},
): Promise<number> {
  let delivered = 0;
  await inLanes(lanes, dueEvents(deps, signal), async (eventId) => {
    const { outcome } = await deliverExport(deps, { eventId });
    if (outcome === "delivered") delivered += 1;
  });
  return delivered;
}

/** The ids of the events to try, each once, read in batches. */
async function* dueEvents(deps: DeliverDeps, signal?: AbortSignal): AsyncGenerator<string> {
  // Rows that are due later are left to the next sweep. Otherwise a receiver that keeps failing
  // would keep this sweep going.
  const begun = deps.clock.now();
  const given = new Set<string>();
  while (!signal?.aborted && (await isOpen(deps))) {
    const rows = await deps.db.client.outboxEvent.findMany({
      where: { ...dueAt(deps.clock.now()), nextAttemptAt: { lte: begun } },
      orderBy: { nextAttemptAt: "asc" },
      take: READ_AT_ONCE,
      select: { id: true },
    });
    // Other lanes may have got some of these and not claimed them yet.
    const events = rows.filter(({ id }) => !given.has(id));
    if (events.length === 0) return;
    for (const { id } of events) {
      if (signal?.aborted) return;
      given.add(id);
      yield id;
    }
  }
}

/** Whether this process may deliver: delivery is not paused, and its destination is the shop's. */
async function isOpen(deps: DeliverDeps): Promise<boolean> {
  const { destination } = deps.dataPlatform;
  if (destination === null || (await isDeliveryPaused(deps.db.client))) return false;
  return (await adoptDestination(deps, destination)) === destination;
}
