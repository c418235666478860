/** Longer than an answer can be under way, in milliseconds. */
const LATE_MS = 15_000;

interface Told {
  /** The server's time. */
  now?: string;
}

/**
 * What the shop told last, of two that arrived in this order: an answer may be older than an event
 * that came before it. A much earlier time comes from a clock that was set.
 */
export function later<One extends Told>(told: One, next: One): One {
  const ahead = Date.parse(told.now ?? "") - Date.parse(next.now ?? "");
  return ahead > 0 && ahead < LATE_MS ? told : next;
}
