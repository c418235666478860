import { type LockDriver, NotAskedError } from "./lock.ts";

/**
 * Leaves a store alone for `pauseMs` after it failed, so that a store in trouble costs one request
 * its time-out and not all of them. One failure is enough, because going without the lock is always
 * correct. After the pause one request asks again, and the others go on without until it knows.
 *
 * Releases are always sent: they free what was taken before the trouble began.
 *
 * @param options.onCircuit hears when the store begins to be left alone (true), and when it is well
 *   again (false)
 */
export function withCircuit(
  store: LockDriver,
  options: { pauseMs: number; onCircuit?: ((isOpen: boolean) => void) | undefined },
): LockDriver {
  const { pauseMs, onCircuit } = options;
  /** When to ask again, by performance.now(); undefined while the store is well. */
  let askAgainAt: number | undefined;

  function rest(error: unknown): never {
    if (askAgainAt === undefined) onCircuit?.(true);
    askAgainAt = performance.now() + pauseMs;
    throw error;
  }

  return {
    async acquire(key, token, ttlMs) {
      const now = performance.now();
      if (askAgainAt !== undefined) {
        if (now < askAgainAt) throw new NotAskedError();
        askAgainAt = now + pauseMs;
      }
      const taken = await store.acquire(key, token, ttlMs).catch(rest);
      if (askAgainAt !== undefined) onCircuit?.(false);
      askAgainAt = undefined;
      return taken;
    },
    release: (key, token) => store.release(key, token).catch(rest),
    close: () => store.close(),
  };
}
