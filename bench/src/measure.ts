import { readFileSync } from "node:fs";

/** The result of a number of calls; times in milliseconds. */
export interface Measure {
  calls: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** CPU time per call of the process that does the work; null where it cannot be measured. */
  cpu: number | null;
}

export interface Load {
  /** How many callers there are. Each waits for an answer before its next call. */
  callers: number;
  /**
   * The load ends after this many milliseconds, with the calls under way, or after this many calls.
   */
  milliseconds?: number;
  calls?: number;
  /** CPU time so far of the process that does the work, in milliseconds. */
  cpu?: () => number;
}

/**
 * Calls in a closed loop and measures each call.
 * @param call gets the number of the caller and of the call, both from 0.
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

/** @param took each call, in milliseconds. @param seconds how long all calls together took. */
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

/** Gets the number of the round; round 0 warms up. */
type Turn = ((round: number) => Promise<Measure>) | undefined;

/**
 * Measures several things in turns, so that other load on the machine hits all of them alike. If
 * there is more than one round, the first only warms up and does not count.
 * @returns the median round of each, by rate; undefined for what this machine cannot measure.
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

/** Memory of another process on this machine that is not swapped out, in bytes. Only Linux has it. */
export function memoryOf(pid: number): number {
  const pages = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1];
  return Number(pages) * 4096;
}

/** CPU time of another process on this machine, in milliseconds. Only Linux has it. */
export function cpuOf(pid: number): () => number {
  return () => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10; // ticks of a hundredth of a second
  };
}
