import { performance } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";

/** How long other work of the process waits at most, in milliseconds. */
const TURN_MS = 10;

/** How many items come between two looks at the clock, which cost as much as a small item. */
const ITEMS_A_LOOK = 64;

// One of each for all calls, because many short ones take long together.
let turnedAt = 0;
let items = 0;

/** Does something with each of many small items, and lets other work of the process have its turns. */
export async function eachInTurn<T>(all: Iterable<T>, work: (item: T) => void): Promise<void> {
  for (const item of all) {
    work(item);
    if (++items % ITEMS_A_LOOK > 0 || performance.now() - turnedAt < TURN_MS) continue;
    await setImmediate();
    turnedAt = performance.now();
  }
}
