import { setTimeout as delay } from "node:timers/promises";

/** How long a dependency may take to answer before it counts as down, in milliseconds. */
const PATIENCE_MS = 2_000;

/** The result of `ask`; undefined when it fails or takes longer than {@link PATIENCE_MS}. */
export async function inTime<T>(ask: () => PromiseLike<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const late = delay(PATIENCE_MS, undefined, { signal: timer.signal, ref: false });
  const asked = async () => ask();
  try {
    return await Promise.race([asked(), late]);
  } catch {
    return undefined;
  } finally {
    timer.abort();
    // The aborted timer rejects when it lost the race.
    late.catch(() => {});
  }
}
