import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { TransportError } from "./api-error.ts";
import { networkOf } from "./client-ip.ts";

/** Points a minute. */
const ENTRIES = 10;
const WRITES = 300;
/** Live streams that one client's address may have open. */
export const STREAMS_OF_NETWORK = 20;
/** Points in five minutes. */
const CONFIRMATIONS = 5;

export interface RateLimits {
  /**
   * Counts an attempt to sign up, to sign in, or to get a password right in another call.
   * @param ip undefined when the host cannot tell it: then only the email counts.
   * @throws TransportError RATE_LIMITED
   */
  countEntry(ip: string | undefined, email: string): Promise<void>;
  /** Counts an admin's attempt to confirm their password. @throws TransportError RATE_LIMITED */
  countConfirmation(userId: string): Promise<void>;
  /** Counts a write of a user. @throws TransportError RATE_LIMITED */
  countWrite(userId: string): Promise<void>;
  /** Gives back the point of a write that was refused through no fault of the caller. */
  forgiveWrite(userId: string): Promise<void>;
}

export const noRateLimits: RateLimits = {
  countEntry: async () => {},
  countConfirmation: async () => {},
  countWrite: async () => {},
  forgiveWrite: async () => {},
};

/** Counters in this process's memory, so each of several processes allows the full limit. */
export function createRateLimits(): RateLimits {
  const perIp = new RateLimiterMemory({ points: ENTRIES, duration: 60 });
  const perEmail = new RateLimiterMemory({ points: ENTRIES, duration: 60 });
  const perAdmin = new RateLimiterMemory({ points: CONFIRMATIONS, duration: 300 });
  const perUser = new RateLimiterMemory({ points: WRITES, duration: 60 });
  return {
    async countEntry(ip, email) {
      if (ip !== undefined) await take(perIp, networkOf(ip));
      await take(perEmail, email.toLowerCase());
    },
    countConfirmation: (userId) => take(perAdmin, userId),
    countWrite: (userId) => take(perUser, userId),
    async forgiveWrite(userId) {
      await perUser.reward(userId, 1);
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new TransportError("RATE_LIMITED", "Too many calls. Try again later.", {
      retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
    });
  }
}
