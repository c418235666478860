import { Redis } from "@upstash/redis";
import { COMPARE_AND_DELETE, type LockDriver } from "./lock.ts";

/**
 * Locks in Upstash over HTTP, for hosts where TCP connections do not outlive a request.
 * @throws UrlError when the URL is not an HTTP URL
 */
export function createUpstashDriver(url: string, token: string, timeoutMs: number): LockDriver {
  const redis = new Redis({
    url,
    token,
    // A function, because it sets a deadline for each request, and only then does an abort reject.
    // With a plain signal the client returns an abort as a successful answer.
    signal: () => AbortSignal.timeout(timeoutMs),
    // Not `retry: false`, which still sends a request twice: the second SET NX would find the first
    // one's key and treat it as someone else's.
    retry: { retries: 0 },
    // One command per request, so that each command has the whole timeout.
    enableAutoPipelining: false,
    // A token made of digits must come back as the string it was.
    automaticDeserialization: false,
    enableTelemetry: false,
  });

  return {
    acquire: async (key, lockToken, ttlMs) =>
      (await redis.set(key, lockToken, { nx: true, px: ttlMs })) === "OK",
    release: async (key, lockToken) =>
      (await redis.eval<[string], number>(COMPARE_AND_DELETE, [key], [lockToken])) === 1,
    // There is no connection to close, and each request under way ends within the timeout.
    close: async () => undefined,
  };
}
