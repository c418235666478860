import { setTimeout as delay } from "node:timers/promises";
import { isBusy } from "./sqlite-errors.ts";

/** How long a call waits for a lock that another connection holds, in milliseconds. */
export const LOCK_WAIT_MS = 5_000;

/** The longest pause between two tries for a lock, in milliseconds. */
const PAUSE_MS = 10;

/**
 * Retries `work` while another connection holds a lock that it needs.
 * @param patience for how long, in milliseconds.
 */
export async function whenFree<T>(work: () => T, patience: number = LOCK_WAIT_MS): Promise<T> {
  const since = performance.now();
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - since > patience) throw error;
      await pause();
    }
  }
}

/** A random wait, so that several processes do not keep trying at the same moments. */
export const pause = () => delay(1 + Math.random() * PAUSE_MS);
