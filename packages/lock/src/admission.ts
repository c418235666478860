import { LockBusyError, type LockDriver, withLock } from "./lock.ts";

type Admitted = { run: () => Promise<void>; refuse: (error: unknown) => void };

/** The calls waiting behind this process's hold of a key, by driver. */
const queues = new WeakMap<LockDriver, Map<string, Admitted[]>>();

/**
 * Like `withLock`, and admits up to `limit` calls of this process behind its one lock request:
 * they run one after the other, in order of arrival, under that hold, so that a rush is not spent
 * on turning people away. Each gets its own answer as soon as its own work has settled. A hold
 * takes no new work after a third of its TTL; whoever waits then waits for the next one.
 *
 * @throws LockBusyError when another process holds the key, or `limit` calls wait already
 */
export function withAdmission<T>(
  driver: LockDriver,
  key: string,
  options: { ttlMs: number; limit: number; onUnavailable: (error: unknown) => void },
  work: () => Promise<T>,
): Promise<T> {
  const byKey = queues.get(driver) ?? new Map<string, Admitted[]>();
  queues.set(driver, byKey);
  const waiting = byKey.get(key);
  if (waiting && waiting.length >= options.limit) return Promise.reject(new LockBusyError());
  return new Promise<T>((resolve, reject) => {
    const admitted = { run: () => work().then(resolve, reject), refuse: reject };
    if (waiting) {
      waiting.push(admitted);
      return;
    }
    const queue = [admitted];
    byKey.set(key, queue);
    void hold(driver, key, options, queue, () => byKey.delete(key));
  });
}

/**
 * Takes the lock for all who wait. Those who come while it is being given back, or after its time
 * was up, wait for the next one, which other processes may win in between.
 */
async function hold(
  driver: LockDriver,
  key: string,
  options: { ttlMs: number; onUnavailable: (error: unknown) => void },
  queue: Admitted[],
  end: () => void,
): Promise<void> {
  while (queue.length > 0) {
    try {
      await withLock(driver, key, options, async () => {
        const until = performance.now() + options.ttlMs / 3;
        for (let next = queue.shift(); next; next = queue.shift()) {
          await next.run();
          if (performance.now() >= until) break;
        }
      });
    } catch (error) {
      for (const { refuse } of queue.splice(0)) refuse(error);
    }
  }
  end();
}
