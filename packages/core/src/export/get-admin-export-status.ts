import type { Deps, Reads } from "../deps.ts";
import { findLastPause, isDeliveryPaused } from "./delivery-pause.ts";
import { findDestination } from "./destination.ts";
import { getExportStatus } from "./get-export-status.ts";
import type { AdminExportStatus } from "./schema.ts";

/** How old the newest sample may be: a process that delivers takes one every minute. */
const SAMPLE_LIMIT_MS = 3 * 60_000;
const ERRORS_SHOWN = 3;

/** The export's state, the errors that hold it up, and whether any process delivers. */
export async function getAdminExportStatus(
  deps: Reads & Pick<Deps, "dataPlatform">,
): Promise<AdminExportStatus> {
  const [status, destination, paused, sample, failures] = await Promise.all([
    getExportStatus(deps),
    findDestination(deps.db.client),
    isDeliveryPaused(deps.db.client),
    deps.db.client.exportSample.findFirst({ orderBy: { at: "desc" } }),
    countFailures(deps),
  ]);
  const age = sample ? deps.clock.now().getTime() - sample.at.getTime() : Number.POSITIVE_INFINITY;
  return {
    ...status,
    ...failures,
    destination,
    ownDestination: deps.dataPlatform.destination,
    paused,
    pause: paused ? await findLastPause(deps) : null,
    stalled: age > SAMPLE_LIMIT_MS,
    lastSampleAt: sample?.at.toISOString() ?? null,
  };
}

/** Counts undelivered events by their last error, the most frequent error first. */
async function countFailures(
  deps: Pick<Reads, "db">,
): Promise<Pick<AdminExportStatus, "failing" | "lastErrors">> {
  const groups = await deps.db.client.outboxEvent.groupBy({
    by: ["status", "lastError"],
    // A replayed event still has its last error, but has not failed again yet.
    where: { status: { in: ["PENDING", "DEAD"] }, attempts: { gt: 0 }, lastError: { not: null } },
    _count: true,
  });
  const counts = new Map<string, number>();
  let failing = 0;
  for (const { status, lastError, _count } of groups) {
    if (status === "PENDING") failing += _count;
    if (lastError) counts.set(lastError, (counts.get(lastError) ?? 0) + _count);
  }
  const lastErrors = [...counts]
    .map(([error, count]) => ({ error, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, ERRORS_SHOWN);
  return { failing, lastErrors };
}
