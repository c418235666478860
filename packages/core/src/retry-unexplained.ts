import { setTimeout as delay } from "node:timers/promises";
import type { DomainError } from "./errors.ts";

/** A conditional write found no row to change; everything it belongs to was rolled back. */
export class Unexplained extends Error {
  override name = "Unexplained";

  /** @param cause the constraint's refusal, when it was one that told. */
  constructor(cause?: unknown) {
    super("A write found no row to change.", { cause });
  }
}

const ATTEMPTS = 8;

/**
 * Runs `work`; when one of its conditional writes missed, asks `why` with fresh reads, after the
 * roll-back. A reason is thrown; no reason means that it was gone again, so `work` is tried anew.
 */
export async function retryUnexplained<T>(
  work: () => Promise<T>,
  why: () => Promise<DomainError | null>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unexplained)) throw error;
      const refusal = await why();
      if (refusal) throw refusal;
      if (attempt === ATTEMPTS) throw error;
      await delay(Math.random() * 5 * 2 ** attempt);
    }
  }
}
