import { randomBytes } from "node:crypto";

/**
 * How long others wait for a request that has not got this far, in milliseconds: in a rush its
 * session may be looked up for as long. It then loses its place.
 */
const PATIENCE_MS = 3_000;

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

/** A request for a coupon, on its way from the door to its campaign's queue. */
export interface Arrival {
  /** In milliseconds since 1970, with microseconds; later than any arrival before. */
  readonly at: number;
  /** In milliseconds of the process's steady clock. */
  readonly since: number;
  /** Whether it has passed, or left the line. */
  isOver: boolean;
  /** Set when it waits for those before it. */
  pass: (() => void) | undefined;
  next: Arrival | undefined;
}

/**
 * Lets requests for coupons through in the order in which they reached this process, although
 * finding out who asks may take longer for one than for the next.
 */
export class Door {
  /** The process's name in the log: random, because it must tell nothing of the machine. */
  readonly name = randomBytes(6).toString("base64url");
  readonly #now: () => number;
  #latest = 0;
  /** Nobody before it is on the way. */
  #first: Arrival | undefined;
  #last: Arrival | undefined;
  #patience: NodeJS.Timeout | undefined;

  /** @param now milliseconds since 1970, with fractions; it may step back. */
  constructor(now = steadyClock()) {
    this.#now = now;
  }

  /** Notes that a request is there. Those after it wait until it enters or leaves. */
  arrive(): Arrival {
    this.#latest = Math.max(this.#latest + 1, Math.floor(this.#now() * 1_000));
    const arrival: Arrival = {
      at: this.#latest / 1_000,
      since: performance.now(),
      isOver: false,
      pass: undefined,
      next: undefined,
    };
    if (this.#last) this.#last.next = arrival;
    else this.#first = arrival;
    this.#last = arrival;
    return arrival;
  }

  /**
   * Waits for everybody before it, and then does this at once: when a promise resolves, those behind
   * it could overtake. A request that is over arrives now.
   * @param enter gets the time of the arrival.
   */
  enter<T>(given: Arrival | undefined, enter: (arrivedAt: number) => Promise<T>): Promise<T> {
    const arrival = given && !given.isOver && !given.pass ? given : this.arrive();
    return new Promise((resolve) => {
      arrival.pass = () => resolve(enter(arrival.at));
      this.#letPass();
    });
  }

  /** Lets those after it go on: it has ended, or its body is not whole yet. */
  leave(arrival: Arrival): void {
    if (arrival.pass) return;
    arrival.isOver = true;
    this.#letPass();
  }

  #letPass(): void {
    while (this.#first && (this.#first.isOver || this.#first.pass)) {
      this.#first.pass?.();
      this.#first.isOver = true;
      this.#first = this.#first.next;
    }
    if (!this.#first) this.#last = undefined;
    else {
      const left = this.#first.since + PATIENCE_MS - performance.now();
      this.#patience ??= setTimeout(() => this.#losePatience(), left).unref();
    }
  }

  #losePatience(): void {
    this.#patience = undefined;
    const late = performance.now() - PATIENCE_MS;
    for (let each = this.#first; each && each.since <= late; each = each.next) {
      each.isOver ||= each.pass === undefined;
    }
    this.#letPass();
  }
}
