import { DomainError } from "@sunchak/core";

export interface Outcomes<T> {
  succeeded: T[];
  /** How many calls each domain code refused. */
  refused: Record<string, number>;
}

/**
 * Starts all calls at once and waits for all of them. It rethrows any error that is not a
 * DomainError, because clients may see only success and refusals.
 */
export async function allAtOnce<T>(calls: (() => Promise<T>)[]): Promise<Outcomes<T>> {
  const settled = await Promise.allSettled(calls.map((call) => call()));
  const outcomes: Outcomes<T> = { succeeded: [], refused: {} };
  for (const result of settled) {
    if (result.status === "fulfilled") {
      outcomes.succeeded.push(result.value);
    } else if (result.reason instanceof DomainError) {
      const { code } = result.reason;
      outcomes.refused[code] = (outcomes.refused[code] ?? 0) + 1;
    } else {
      throw result.reason;
    }
  }
  return outcomes;
}

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
