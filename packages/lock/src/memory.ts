import type { LockDriver } from "./lock.ts";

/**
 * Locks within one process, for a machine without Redis. Two processes (or two copies of this
 * module in one) do not see each other's locks.
 */
export function createMemoryDriver(): LockDriver {
  // Expired entries are not swept: the holder of a key releases it, and the map ends with the
  // process.
  const held = new Map<string, { token: string; expiresAt: number }>();

  // performance.now, because setting a wall clock back would keep a lock for longer than its TTL.
  const holder = (key: string) => {
    const entry = held.get(key);
    return entry && entry.expiresAt > performance.now() ? entry.token : undefined;
  };

  return {
    async acquire(key, token, ttlMs) {
      if (holder(key) !== undefined) return false;
      held.set(key, { token, expiresAt: performance.now() + ttlMs });
      return true;
    },
    async release(key, token) {
      return holder(key) === token && held.delete(key);
    },
    async close() {
      held.clear();
    },
  };
}
