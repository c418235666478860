import { randomBytes } from "node:crypto";

/** A machine that sleeps or a clock that is set makes the steady one late by that much. */
const LATE_MS = 1_000;

/**
 * The time with microseconds. It does not step when the machine's clock is corrected, but follows
 * one that is set forward.
 */
function steadyClock(): () => number {
  let ahead = 0;
  return () => {
    const now = performance.timeOrigin + performance.now() + ahead;
    const late = Date.now() - now;
    if (late < LATE_MS) return now;
    ahead += late;
    return now + late;
  };
}

/** Stamps the arrival of each request for a coupon at this process, one after the other. */
export class Door {
  /** The process's name in the log: random, because it must tell nothing of the machine. */
  readonly name = randomBytes(6).toString("base64url");
  readonly #now: () => number;
  #last = 0;

  /** @param now milliseconds since 1970, with fractions; it may step back. */
  constructor(now = steadyClock()) {
    this.#now = now;
  }

  /** @returns the time, in milliseconds since 1970 with microseconds; later than any before. */
  arrive(): number {
    this.#last = Math.max(this.#last + 1, Math.floor(this.#now() * 1_000));
    return this.#last / 1_000;
  }
}
