import { randomUUID } from "node:crypto";

/**
 * The operations on a store that holds locks. The holder of a key is the process whose token it
 * has.
 */
export interface LockDriver {
  /**
   * `SET key token NX PX ttlMs`.
   * @returns true when the key was taken, false when someone else holds it
   * @throws when the store is unreachable, refuses, or exceeds the driver's timeout; after a
   * timeout the key may still have been taken
   */
  acquire(key: string, token: string, ttlMs: number): Promise<boolean>;

  /**
   * Deletes the key only while it still holds this token, so that a holder who outlived its TTL
   * cannot free the lock of the next one.
   * @returns true when it was deleted
   * @throws as `acquire` does
   */
  release(key: string, token: string): Promise<boolean>;

  /** Closes connections. Keys that are still held stay until their TTL. */
  close(): Promise<void>;
}

/** Someone else holds the lock: come back a little later. */
export class LockBusyError extends Error {
  override readonly name = "LockBusyError";
  /** A holder needs only milliseconds, but HTTP's Retry-After counts in whole seconds. */
  readonly retryAfterSeconds = 1;

  constructor() {
    super("The lock is held by another request.");
  }
}

/**
 * The store was left alone because it has just failed; nothing was sent to it. `instanceof` goes by
 * the name, because a driver made with one copy of this class is used by code with another.
 */
export class NotAskedError extends Error {
  override readonly name = "NotAskedError";

  /** @param cause the failure for which the store is left alone. */
  constructor(cause?: unknown) {
    super("The lock's store has just failed and is not asked for a while.", { cause });
  }

  static override [Symbol.hasInstance](error: unknown): error is NotAskedError {
    return error instanceof Error && error.name === "NotAskedError";
  }
}

/** KEYS[1] the lock, ARGV[1] the token. One script, as the key may expire between GET and DEL. */
export const COMPARE_AND_DELETE =
  'if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0';

/**
 * Runs `work` while holding `key`, and frees the key once `work` has settled. So a transaction
 * belongs inside `work` as a whole, including its commit.
 *
 * The lock sheds load and guarantees nothing: it expires when `work` outlives `ttlMs`, and `work`
 * runs without it while the store is unreachable or slow. `onUnavailable` is called then, and after
 * a release that failed (which never changes the result of `work`); it must not throw.
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
  // Redis would refuse such a TTL, which would look like a failing store: there would never be a
  // lock.
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
      // The SET that timed out may have arrived, and would lock everybody out for a whole TTL.
      // Nothing waits for this clean-up: the store has already cost this request a timeout.
      driver.release(key, token).catch(() => undefined);
    }
  }
}
