import { type DeliverDeps, deliverExport, dueAt } from "./deliver-export.ts";
import { isDeliveryPaused } from "./delivery-pause.ts";

/** How many events are on their way at once. */
const CONCURRENCY = 8;

/**
 * Tries every event once that was due when the sweep began: what was never relayed, what failed
 * and has waited long enough, what a dead worker left behind. Any number of sweeps may run at once.
 *
 * Rows are found by a plain read and claimed one by one in {@link deliverExport}. Claiming many at
 * once with FOR UPDATE SKIP LOCKED would spare a statement an event, little beside its HTTP call,
 * for a second way to claim on PostgreSQL alone, whose leases would run before their try begins.
 * Two sweeps that read the same rows each win some of them, and pass on.
 *
 * @param options.signal stops the sweep before its next events; those on their way are finished.
 * @returns how many events were delivered.
 */
export async function sweepExports(
  deps: DeliverDeps,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  // Later rows are the next sweep's, or a receiver that keeps failing would keep this one going.
  const begun = deps.clock.now();
  let delivered = 0;
  while (!signal?.aborted && !(await isDeliveryPaused(deps))) {
    const events = await deps.db.client.outboxEvent.findMany({
      where: { ...dueAt(deps.clock.now()), nextAttemptAt: { lte: begun } },
      orderBy: { nextAttemptAt: "asc" },
      take: CONCURRENCY,
      select: { id: true },
    });
    if (events.length === 0) break;
    const results = await Promise.allSettled(
      events.map(({ id }) => deliverExport(deps, { eventId: id })),
    );
    for (const result of results) {
      if (result.status === "rejected") throw result.reason;
      if (result.value.outcome === "delivered") delivered += 1;
    }
  }
  return delivered;
}
