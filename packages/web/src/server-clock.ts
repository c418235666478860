/** How far the two clocks may drift apart, in milliseconds a millisecond. */
const DRIFT = 0.0005;
/** A page's wall clock that moves this far against its other clock has slept, or was set. */
const JUMP_MS = 1_000;
/** Times are told in whole milliseconds. */
const PRECISION_MS = 1;

/** The page's own clocks, in milliseconds. */
export interface PageClocks {
  /** Never steps, but may stand still while the device sleeps. */
  monotonic(): number;
  /** Goes on while the device sleeps, but the user may set it. */
  wall(): number;
}

const ofBrowser: PageClocks = { monotonic: () => performance.now(), wall: () => Date.now() };

/**
 * The server's clock, as far as a page can know it. A time that the server told lies between the
 * moment when the page asked and the moment when the answer arrived. That bounds the difference of
 * the clocks on both sides, however the delay is spread over the two ways. All bounds hold at once,
 * so every answer can only make the clock more exact.
 */
export class ServerClock {
  readonly #page: PageClocks;
  /** The server's time less the page's monotonic time is within these, in milliseconds. */
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  /** When the bounds were exact, by the monotonic clock. */
  #at = 0;
  /** The wall clock less the monotonic one, at first and after each sleep: short sleeps add up. */
  #apart: number;
  /** When the last sleep was noticed, by the monotonic clock. */
  #wokeAt = Number.NEGATIVE_INFINITY;

  constructor(page: PageClocks = ofBrowser) {
    this.#page = page;
    this.#apart = page.wall() - page.monotonic();
  }

  /**
   * The server's time in milliseconds since 1970; null while no answer told it, and after a sleep.
   * The error is at most half of {@link width}.
   */
  now(): number | null {
    if (!Number.isFinite(this.width())) return null;
    return this.#page.monotonic() + (this.#low + this.#high) / 2;
  }

  /** How far apart the earliest and the latest possible time are, in milliseconds. */
  width(): number {
    this.#keepUp();
    return this.#high - this.#low;
  }

  /**
   * Learns from a time that the server told.
   * @param serverTime milliseconds since 1970.
   * @param arrivedAt when it arrived, by the monotonic clock.
   * @param askedAt when the page asked for it; without it, it may have been under way for long.
   */
  learn(serverTime: number, arrivedAt: number, askedAt = Number.NEGATIVE_INFINITY): void {
    const width = this.width();
    // A sleep between question and answer is in neither of their times.
    if (Number.isFinite(askedAt) && askedAt < this.#wokeAt) return;
    const low = serverTime - arrivedAt;
    const high = serverTime + PRECISION_MS - askedAt;
    if (low > this.#high) {
      // The server's clock was set, or another server tells its own: the newest word counts.
      this.#low = low;
      this.#high = Number.isFinite(high) ? high : low + width;
    } else if (high < this.#low) {
      this.#low = low;
      this.#high = high;
    } else {
      this.#low = Math.max(this.#low, low);
      this.#high = Math.min(this.#high, high);
    }
  }

  /** Widens the bounds by the drift since they were exact, and drops them after a sleep. */
  #keepUp(): void {
    const monotonic = this.#page.monotonic();
    const apart = this.#page.wall() - monotonic;
    if (Math.abs(apart - this.#apart) > JUMP_MS) {
      this.#low = Number.NEGATIVE_INFINITY;
      this.#high = Number.POSITIVE_INFINITY;
      this.#wokeAt = monotonic;
      this.#apart = apart;
    }
    const drift = (monotonic - this.#at) * DRIFT;
    this.#low -= drift;
    this.#high += drift;
    this.#at = monotonic;
  }
}
