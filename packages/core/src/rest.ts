import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

/** The share of time for which the process may be busy before background work waits. */
const BUSY = 0.7;

const SHORTEST_MS = 5;

/**
 * Lets a long job rest between two pieces: for as long as the last one took, and for as long as the
 * process is busy.
 * @param tookMs how long the last piece took, in milliseconds.
 * @param signal ends the rest.
 */
export async function rest(tookMs: number, signal: AbortSignal | undefined): Promise<void> {
  let isBusy = true;
  while (isBusy && !signal?.aborted) {
    const before = performance.eventLoopUtilization();
    await delay(Math.max(tookMs, SHORTEST_MS), undefined, { signal }).catch(() => {});
    isBusy = performance.eventLoopUtilization(before).utilization > BUSY;
  }
}
