import { withCircuit } from "./circuit.ts";
import type { LockDriver } from "./lock.ts";
import { createMemoryDriver } from "./memory.ts";
import { createRedisDriver } from "./redis.ts";
import { createUpstashDriver } from "./upstash.ts";

/** Where the locks are kept. */
export type LockConfig =
  | { kind: "memory" }
  | { kind: "redis"; url: string }
  | { kind: "upstash"; url: string; token: string };

/**
 * How long one command may take before the store counts as unavailable, in milliseconds. A request
 * may wait for two commands, a release under way and its own: half a second at most.
 */
const TIMEOUT_MS = 250;

/** How long a failed store is left alone, in milliseconds. */
const PAUSE_MS = 5_000;

/**
 * Creates the driver for a store. It does not connect yet, so that the shop starts while its Redis
 * is down.
 * @param options.onCircuit is called with true when a failed store begins to be left alone, and
 * with false when it works again
 * @throws when the URL is not one for this kind of store
 */
export function createLockDriver(
  config: LockConfig,
  options: { timeoutMs?: number; pauseMs?: number; onCircuit?: (isOpen: boolean) => void } = {},
): LockDriver {
  if (config.kind === "memory") return createMemoryDriver();
  const { timeoutMs = TIMEOUT_MS, pauseMs = PAUSE_MS, onCircuit } = options;
  const store =
    config.kind === "redis"
      ? createRedisDriver(config.url, timeoutMs)
      : createUpstashDriver(config.url, config.token, timeoutMs);
  return withCircuit(store, { pauseMs, onCircuit });
}
