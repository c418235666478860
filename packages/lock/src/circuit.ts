import { type LockDriver, NotAskedError } from "./lock.ts";

/**
 * Leaves a store alone for `pauseMs` after it failed, so that only one request pays the timeout of
 * a failing store. One failure is enough, because going without the lock is always correct. After
 * the pause one request tries the store again; until it has an answer, the others go without the
 * lock.
 *
 * Releases are always sent: they free locks that were taken before the failure.
 *
 * @param options.onCircuit is called with true when the store begins to be left alone, and with
 * false when it works again
 */
export function withCircuit(
  store: LockDriver,
  options: { pauseMs: number; onCircuit?: ((isOpen: boolean) => void) | undefined },
): LockDriver {
  const { pauseMs, onCircuit } = options;
  /** When to try the store again, by performance.now(); undefined while it works. */
  let askAgainAt: number | undefined;
  /** Why the store was left alone last. */
  let failure: unknown;

  function rest(error: unknown): never {
    if (askAgainAt === undefined) onCircuit?.(true);
    askAgainAt = performance.now() + pauseMs;
    failure = error;
    throw error;
  }

  return {
    async acquire(key, token, ttlMs) {
      const now = performance.now();
      if (askAgainAt !== undefined) {
        if (now < askAgainAt) throw new NotAskedError(failure);
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
