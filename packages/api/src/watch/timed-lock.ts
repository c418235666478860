import type { LockDriver } from "@sunchak/lock";
import type { Meters } from "./metrics.ts";

/** The driver, which also measures how long each attempt to take a lock takes. */
export function timedLock(driver: LockDriver, lockWaits: Meters["lockWaits"]): LockDriver {
  return {
    ...driver,
    async acquire(key, token, ttlMs) {
      const since = performance.now();
      let outcome = "failed";
      try {
        const taken = await driver.acquire(key, token, ttlMs);
        outcome = taken ? "taken" : "busy";
        return taken;
      } finally {
        lockWaits.observe({ outcome }, (performance.now() - since) / 1000);
      }
    },
  };
}
