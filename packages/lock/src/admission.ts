import { setTimeout as delay } from "node:timers/promises";
import { LockBusyError } from "./lock.ts";

/**
 * Has `work` answer those who wait by now, as many as are worked off at once, in order of arrival.
 * When it answers null instead, they go on waiting.
 * @returns how many wait afterwards
 */
export type Serve<In, Out> = (work: (inputs: In[]) => Promise<Out[] | null>) => Promise<number>;

/** Takes what serving a key needs, and serves those who wait, once or more often. */
export type Turn<In, Out> = (serve: Serve<In, Out>) => Promise<void>;

/** How long a few wait for others, so that the next work is for more than them. */
const GATHER_MS = 5;

interface Call<In, Out> {
  input: In;
  turn: Turn<In, Out>;
  answer(out: Out): void;
  refuse(error: unknown): void;
}

/**
 * Admits a bounded number of one process's calls to each key and has them worked off together, so
 * that a rush is not spent on turning people away. A key has one turn at a time; who comes while
 * it serves others is served next.
 */
export class Admission<In, Out> {
  readonly #queues = new Map<string, Call<In, Out>[]>();
  readonly #limit: number;
  readonly #atOnce: number;

  /**
   * @param limit how many calls of a key are admitted at once, those being worked off included
   * @param atOnce how many of them are worked off together
   */
  constructor(limit: number, atOnce: number) {
    this.#limit = limit;
    this.#atOnce = atOnce;
  }

  /**
   * @param turn serves the callers of the moment when this one is the first of them
   * @throws LockBusyError at once, when `limit` calls are admitted already; otherwise what a turn
   *   threw before this call was answered: it is told to everybody who waits
   */
  ask(key: string, input: In, turn: Turn<In, Out>): Promise<Out> {
    const queue = this.#queues.get(key) ?? [];
    if (queue.length >= this.#limit) return Promise.reject(new LockBusyError());
    return new Promise((answer, refuse) => {
      queue.push({ input, turn, answer, refuse });
      if (this.#queues.has(key)) return;
      this.#queues.set(key, queue);
      void this.#serveAll(key, queue);
    });
  }

  async #serveAll(key: string, queue: Call<In, Out>[]): Promise<void> {
    const serve: Serve<In, Out> = async (work) => {
      const answers = await work(queue.slice(0, this.#atOnce).map(({ input }) => input));
      if (!answers) return queue.length;
      const served = queue.splice(0, answers.length);
      answers.forEach((answer, i) => {
        served[i]?.answer(answer);
      });
      if (queue.length > 0 && queue.length < this.#atOnce) await delay(GATHER_MS);
      return queue.length;
    };
    for (let [first] = queue; first; [first] = queue) {
      try {
        await first.turn(serve);
      } catch (error) {
        for (const { refuse } of queue.splice(0)) refuse(error);
      }
    }
    this.#queues.delete(key);
  }
}
