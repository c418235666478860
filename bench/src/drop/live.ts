import { type Measure, measureOf } from "../measure.ts";
import type { Outcome } from "./browser.ts";
import type { Seen } from "./stream.ts";

/** What one shopper saw on the live stream. */
export interface Watched {
  seen: Seen[];
  /** How often the stream ended and was opened again. */
  reconnected: number;
}

/** What the watchers saw from the opening on; times in milliseconds. */
export interface Live {
  /** How old the count was when it arrived. */
  age: Measure;
  /** When the last watcher knew that the drop is open, after its opening. */
  openKnownAfter: number;
  /** When the last watcher knew that nothing is left, after the last coupon's answer. */
  soldOutKnownAfter: number;
  reconnected: number;
}

/** @param opensAt as milliseconds since 1970. @throws Error when a watcher missed a phase. */
export function liveOf(watched: Watched[], outcomes: Outcome[], opensAt: number): Live {
  const watchers = watched.filter(({ seen }) => seen.length > 0);
  const told = outcomes.flatMap(({ coupon, answeredAt }) => (coupon ? [answeredAt] : []));
  /** When the last watcher knew of one of these phases. */
  const known = (...phases: string[]) =>
    max(
      watchers.map(({ seen }) => {
        const first = seen.find(({ phase }) => phases.includes(phase));
        if (!first) throw new Error(`a watcher was never told that it is ${phases[0]}`);
        return first.at;
      }),
    );
  const events = watchers.flatMap(({ seen }) => seen).filter(({ at }) => at >= opensAt);
  const seconds = (max(events.map(({ at }) => at)) - opensAt) / 1000;
  return {
    age: measureOf(
      events.map(({ at, now }) => at - now),
      seconds,
    ),
    openKnownAfter: known("OPEN", "SOLD_OUT") - opensAt,
    soldOutKnownAfter: Math.max(0, known("SOLD_OUT") - max(told)),
    reconnected: watched.reduce((sum, { reconnected }) => sum + reconnected, 0),
  };
}

/** Math.max takes only so many arguments. */
const max = (numbers: number[]) =>
  numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
