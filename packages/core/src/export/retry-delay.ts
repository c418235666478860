/** How often an event is tried before it is DEAD. */
export const MAX_ATTEMPTS = 10;

const SHORTEST_MS = 1_000;
const LONGEST_MS = 3_600_000;

/**
 * How long to wait after a failed try, in milliseconds. The wait grows by a constant factor: 1 s
 * after the first try, 1 h after the last but one. Its second half is random, so that events which
 * failed together are not retried together.
 * @param attempt the number of the try that failed, from 1.
 * @param random in [0, 1).
 */
export function retryDelayMs(attempt: number, random: number = Math.random()): number {
  const step = Math.min((attempt - 1) / (MAX_ATTEMPTS - 2), 1);
  const full = SHORTEST_MS * (LONGEST_MS / SHORTEST_MS) ** step;
  return Math.round((full / 2) * (1 + random));
}
