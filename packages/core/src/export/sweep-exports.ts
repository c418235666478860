import { type DeliverDeps, deliverExport } from "./deliver-export.ts";
import { isDeliveryPaused } from "./delivery-pause.ts";
import { adoptDestination } from "./destination.ts";
import { dueAt } from "./due-at.ts";

const LANES = 8;

/** How many ids are read at a time. */
const READ_AT_ONCE = 100;

/**
 * Tries every event once that was due when the sweep began: what was never relayed, what failed
 * and has waited long enough, what a dead worker left behind. Any number of sweeps may run at once.
 * Each of its lanes takes the next event as soon as it is done with its last, so that one which the
 * receiver keeps waiting holds up its own lane alone.
 *
 * Rows are found by a plain read and claimed one by one in {@link deliverExport}. Claiming many at
 * once with FOR UPDATE SKIP LOCKED would be a second way to claim on PostgreSQL alone, whose leases
 * would run before their try begins.
 * Two sweeps that read the same rows each win some of them, and pass on.
 *
 * @param options.lanes how many events are on their way at once.
 * @param options.signal stops the sweep before its next events; those on their way are finished.
 * @returns how many events were delivered.
 */
export async function sweepExports(
  deps: DeliverDeps,
  { lanes = LANES, signal }: { lanes?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const due = dueEvents(deps, signal);
  const lane = async () => {
    let delivered = 0;
    for await (const eventId of due) {
      const { outcome } = await deliverExport(deps, { eventId });
      if (outcome === "delivered") delivered += 1;
    }
    return delivered;
  };
  let delivered = 0;
  for (const result of await Promise.allSettled(Array.from({ length: lanes }, lane))) {
    if (result.status === "rejected") throw result.reason;
    delivered += result.value;
  }
  return delivered;
}

/** The ids of the events to try, each once, read a few at a time; the lanes share one of these. */
async function* dueEvents(deps: DeliverDeps, signal?: AbortSignal): AsyncGenerator<string> {
  // Later rows are the next sweep's, or a receiver that keeps failing would keep this one going.
  const begun = deps.clock.now();
  const given = new Set<string>();
  while (!signal?.aborted && (await isOpen(deps))) {
    const rows = await deps.db.client.outboxEvent.findMany({
      where: { ...dueAt(deps.clock.now()), nextAttemptAt: { lte: begun } },
      orderBy: { nextAttemptAt: "asc" },
      take: READ_AT_ONCE,
      select: { id: true },
    });
    // Some may be those that other lanes were given and have not claimed yet.
    const events = rows.filter(({ id }) => !given.has(id));
    if (events.length === 0) return;
    for (const { id } of events) {
      if (signal?.aborted) return;
      given.add(id);
      yield id;
    }
  }
}

/** Whether this process may deliver: not while delivery is paused, and not elsewhere than the shop's. */
async function isOpen(deps: DeliverDeps): Promise<boolean> {
  const { destination } = deps.dataPlatform;
  if (destination === null || (await isDeliveryPaused(deps.db.client))) return false;
  return (await adoptDestination(deps, destination)) === destination;
}
