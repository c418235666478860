import { setTimeout as delay } from "node:timers/promises";
import { LockBusyError } from "./lock.ts";

/** The oldest waiting calls of a key. They go on waiting unless they are answered. */
export interface Batch<In, Out> {
  inputs: In[];
  /** Takes one answer for each input, in their order. */
  answer(answers: Out[]): void;
}

/** How long a batch that is not full waits for more calls, in milliseconds. */
const GATHER_MS = 5;

interface Call<In, Out> {
  input: In;
  answer(out: Out): void;
  refuse(error: unknown): void;
}

/** How far a queue has come since it was last empty. */
interface Progress {
  /** How many calls have been answered. */
  answered: number;
  /** How many wait for their answer. */
  waiting: number;
}

/**
 * A bounded queue of calls for each key, answered in batches, in order of arrival. A key has one
 * server at a time; calls that arrive while it serves a batch wait for the next.
 */
export class BatchQueue<In, Out> {
  readonly #queues = new Map<string, Call<In, Out>[]>();
  readonly #answered = new Map<string, number>();
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
   * @param serve takes what serving the key needs, such as its lock, and answers one or more of the
   * key's {@link batches}. It is called when nobody serves the key, and again while calls wait.
   * @throws LockBusyError at once when the queue is full; otherwise the error of `serve`, which
   * every call in the queue gets.
   */
  ask(key: string, input: In, serve: () => Promise<void>): Promise<Out> {
    const queue = this.#queues.get(key) ?? [];
    if (queue.length >= this.#limit) return Promise.reject(new LockBusyError());
    return new Promise((answer, refuse) => {
      queue.push({ input, answer, refuse });
      if (this.#queues.has(key)) return;
      this.#queues.set(key, queue);
      void this.#serveAll(key, queue, serve);
    });
  }

  /** How far the queue of a key has come. */
  progressOf(key: string): Progress {
    const waiting = this.#queues.get(key)?.length ?? 0;
    return { waiting, answered: this.#answered.get(key) ?? 0 };
  }

  /** The waiting calls of a key, a batch at a time, until none waits. */
  async *batches(key: string): AsyncGenerator<Batch<In, Out>, void, void> {
    const queue = this.#queues.get(key) ?? [];
    while (queue.length > 0) {
      yield {
        inputs: queue.slice(0, this.#atOnce).map(({ input }) => input),
        answer: (answers) => {
          const answered = queue.splice(0, answers.length);
          this.#answered.set(key, (this.#answered.get(key) ?? 0) + answered.length);
          answers.forEach((answer, i) => {
            answered[i]?.answer(answer);
          });
        },
      };
      if (queue.length > 0 && queue.length < this.#atOnce) await delay(GATHER_MS);
    }
  }

  async #serveAll(key: string, queue: Call<In, Out>[], serve: () => Promise<void>): Promise<void> {
    while (queue.length > 0) {
      try {
        await serve();
      } catch (error) {
        for (const { refuse } of queue.splice(0)) refuse(error);
      }
    }
    this.#queues.delete(key);
    this.#answered.delete(key);
  }
}
