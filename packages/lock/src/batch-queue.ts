import { setTimeout as delay } from "node:timers/promises";
import { LockBusyError } from "./lock.ts";

/**
 * Hands the oldest waiting calls to `work`, one batch, and answers each with what `work` returns
 * for it. When `work` returns null, they go on waiting.
 * @returns how many calls wait afterwards.
 */
export type Serve<In, Out> = (work: (inputs: In[]) => Promise<Out[] | null>) => Promise<number>;

/** Takes what serving a key needs, such as its lock, and then serves one or more batches. */
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
 * A bounded queue of calls for each key, which are served in batches in order of arrival. A key has
 * one turn at a time; calls that come during a turn wait for its next batch.
 */
export class BatchQueue<In, Out> {
  readonly #queues = new Map<string, Call<In, Out>[]>();
  readonly #limit: number;
  readonly #atOnce: number;

  /**
   * @param limit how many calls of a key may be in the queue, those being served included.
   * @param atOnce how many calls are in a batch at most.
   */
  constructor(limit: number, atOnce: number) {
    this.#limit = limit;
    this.#atOnce = atOnce;
  }

  /**
   * Queues a call and waits for its answer.
   * @param turn serves the queue when this call is the first in it.
   * @throws LockBusyError at once when the queue is full; otherwise what the turn threw, which
   *   everybody in the queue gets.
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
