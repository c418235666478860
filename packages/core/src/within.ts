import { setTimeout as delay } from "node:timers/promises";

/**
 * The result of `work`; undefined when it takes longer than `limitMs`. Leaves no timer behind.
 * @throws what `work` rejects with in time.
 */
export async function within<T>(limitMs: number, work: PromiseLike<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const late = delay(limitMs, undefined, { signal: timer.signal });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
    // The aborted timer rejects when it lost the race.
    late.catch(() => {});
  }
}
