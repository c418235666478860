import { readFileSync } from "node:fs";

/** What a number of calls took; times in milliseconds. */
export interface Measure {
  calls: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** CPU time of the process that does the work, a call; null where it cannot be told. */
  cpu: number | null;
}

export interface Load {
  /** How many callers there are, each of whom waits for an answer before the next call. */
  callers: number;
  /** The load ends with the call after this many milliseconds, or after this many calls. */
  milliseconds?: number;
  calls?: number;
  /** CPU time so far of the process that does the work, in milliseconds. */
  cpu?: () => number;
}

/**
 * Calls in a closed loop and measures each call.
 * @param call gets the caller's number and the call's, both from 0.
 */
export async function measureLoad(
  { callers, milliseconds = Number.POSITIVE_INFINITY, calls = Number.POSITIVE_INFINITY, cpu }: Load,
  call: (caller: number, n: number) => Promise<unknown>,
): Promise<Measure> {
  const took: number[] = [];
  let next = 0;
  const cpuBefore = cpu?.();
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (next < calls && performance.now() - begin < milliseconds) {
        const n = next++;
        const since = performance.now();
        await call(caller, n);
        took.push(performance.now() - since);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  return {
    ...measureOf(took, seconds),
    cpu: cpu && cpuBefore !== undefined ? (cpu() - cpuBefore) / took.length : null,
  };
}

/** @param took milliseconds of each call. @param seconds in which all of them were made. */
export function measureOf(took: number[], seconds: number): Measure {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return {
    calls: sorted.length,
    perSecond: sorted.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    cpu: null,
  };
}

/** Gets the round's number; 0 is the one that warms up. */
type Turn = ((round: number) => Promise<Measure>) | undefined;

/**
 * Measures several things in turns, so that what else the machine does hits all of them alike. Of
 * more than one round the first, which warms everything up, is not counted.
 * @returns the median round of each, by its rate; undefined for what cannot be measured here.
 */
export async function inTurns<Turns extends Record<string, Turn>>(
  rounds: number,
  turns: Turns,
): Promise<{
  [Name in keyof Turns]: undefined extends Turns[Name] ? Measure | undefined : Measure;
}> {
  const measured = new Map<string, Measure[]>();
  for (let round = rounds > 1 ? 0 : 1; round <= rounds; round++) {
    for (const [name, turn] of Object.entries(turns)) {
      const result = await turn?.(round);
      if (result && round > 0) measured.set(name, [...(measured.get(name) ?? []), result]);
    }
  }
  const medians = [...measured].map(([name, all]) => [
    name,
    all.toSorted((a, b) => a.perSecond - b.perSecond)[all.length >> 1],
  ]);
  return Object.fromEntries(medians);
}

/** CPU time of this process, in milliseconds. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU time of another process of this machine, in milliseconds; only Linux tells. */
export function cpuOf(pid: number): () => number {
  return () => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10; // ticks of a hundredth of a second
  };
}
