import { randomUUID } from "node:crypto";

/** What a store has to offer to hold locks. A key is held by whoever stored its token there. */
export interface LockDriver {
  /**
   * `SET key token NX PX ttlMs`.
   * @returns true when taken, false when someone else holds it
   * @throws when the store is unreachable, refuses, or is slower than the driver's time-out; after
   * a time-out the key may have been taken all the same
   */
  acquire(key: string, token: string, ttlMs: number): Promise<boolean>;

  /**
   * Deletes the key only while it still holds this token, so that a holder who outlived its TTL
   * cannot free the lock of the next one.
   * @returns true when it was deleted
   * @throws as `acquire` does
   */
  release(key: string, token: string): Promise<boolean>;

  /** Lets go of connections. Keys still held stay until their TTL. */
  close(): Promise<void>;
}

/** Someone else holds the lock: come back a little later. */
export class LockBusyError extends Error {
  override readonly name = "LockBusyError";
  /** Holders need milliseconds, but HTTP's Retry-After counts in whole seconds. */
  readonly retryAfterSeconds = 1;

  constructor() {
    super("The lock is held by another request.");
  }
}

/**
 * The store was left alone, because it has just failed; nothing was sent to it. Known by its name:
 * a driver that one copy of this class made is used by others.
 */
export class NotAskedError extends Error {
  override readonly name = "NotAskedError";

  constructor() {
    super("The lock's store has just failed and is not asked for a while.");
  }

  static override [Symbol.hasInstance](error: unknown): error is NotAskedError {
    return error instanceof Error && error.name === "NotAskedError";
  }
}

/** KEYS[1] the lock, ARGV[1] the token. One script, because between GET and DEL the key may expire. */
export const COMPARE_AND_DELETE =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';

/**
 * Runs `work` while holding `key`, and frees the key once `work` has settled; so a transaction
 * belongs inside `work`, whole, its commit included.
 *
 * The lock sheds load and guarantees nothing: it is gone when `work` outlives `ttlMs`, and while
 * the store is unreachable or slow `work` runs without it. `onUnavailable` hears of that, and of
 * a release that failed (which never changes what `work` came to); it must not throw.
 *
 * @throws LockBusyError at once, and without running `work`, when someone else holds the key
 */
export async function withLock<T>(
  driver: LockDriver,
  key: string,
  options: { ttlMs: number; onUnavailable: (error: unknown) => void },
  work: () => Promise<T>,
): Promise<T> {
  const { ttlMs, onUnavailable } = options;
  // Redis would refuse it, and that would pass for a store in trouble: no lock, ever.
  if (!Number.isSafeInteger(ttlMs) || ttlMs <= 0) {
    throw new RangeError(`A lock's TTL is a positive whole number of milliseconds, not ${ttlMs}.`);
  }

  const token = randomUUID();
  const taken = await driver.acquire(key, token, ttlMs).catch((error: unknown) => {
    onUnavailable(error);
    return error instanceof NotAskedError ? ("not asked" as const) : ("unknown" as const);
  });
  if (taken === false) throw new LockBusyError();

  try {
    return await work();
  } finally {
    if (taken === true) {
      await driver.release(key, token).catch(onUnavailable);
    } else if (taken === "unknown") {
      // The SET that was given up on may have arrived, and would lock everybody out for a whole
      // TTL. Nobody waits for this clean-up: the store has cost this request a time-out already.
      driver.release(key, token).catch(() => undefined);
    }
  }
}
