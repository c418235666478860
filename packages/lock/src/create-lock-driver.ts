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
 * Makes the driver for a store. Talks to nobody yet, so that the shop starts while its Redis is
 * down.
 * @param options.timeoutMs how long a command may take before the store counts as unavailable
 * @throws when the URL is not one for this kind of store
 */
export function createLockDriver(
  config: LockConfig,
  { timeoutMs = 300 }: { timeoutMs?: number } = {},
): LockDriver {
  switch (config.kind) {
    case "memory":
      return createMemoryDriver();
    case "redis":
      return createRedisDriver(config.url, timeoutMs);
    case "upstash":
      return createUpstashDriver(config.url, config.token, timeoutMs);
  }
}
