import { setTimeout as delay } from "node:timers/promises";
import { LockBusyError } from "./lock.ts";

/**
 * Passes a batch of the oldest waiting calls to `work`, and answers each with the result that
 * `work` returns for it. When `work` returns null, the calls go on waiting.
 * @returns how many calls wait afterwards.
 */
export type Serve<In, Out> = (work: (inputs: In[]) => Promise<Out[] | null>) => Promise<number>;

/**
 * Takes the resources that serving a key needs, such as its lock, and then serves one or more
 * batches.
 */
export type Turn<In, Out> = (serve: Serve<In, Out>) => Promise<void>;

/** How long a batch that is not full waits for more calls, in milliseconds. */
const GATHER_MS = 5;

interface Call<In, Out> {
  input: In;
  turn: Turn<In, Out>;
  answer(out: Out): void;
  refuse(error: unknown): void;
}

/**
 * A bounded queue of calls for each key. It serves them in batches, in order of arrival. A key has
 * one turn at a time; calls that arrive during a turn wait for its next batch.
 */
export class BatchQueue<In, Out> {
  readonly #queues = new Map<string, Call<In, Out>[]>();
  readonly #limit: number;
  readonly #atOnce: number;

  /**
   * @param limit how many calls of a key may be in the queue, including those being served.
   * @param atOnce the most calls in a batch.
   */
  constructor(limit: number, atOnce: number) {
    this.#limit = limit;
    this.#atOnce = atOnce;
  }

  /**
   * Queues a call and waits for its answer.
   * @param turn serves the queue when this call is the first in it.
   * @throws LockBusyError at once when the queue is full; otherwise the error of the turn, which
   * every call in the queue gets.
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
