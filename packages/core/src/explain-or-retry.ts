import { setTimeout as delay } from "node:timers/promises";
import type { DomainError } from "./errors.ts";

/** A conditional write found no row to change. Its whole transaction was rolled back. */
export class MissedWrite extends Error {
  override name = "MissedWrite";

  /** @param cause the constraint's error, when a constraint refused the write. */
  constructor(cause?: unknown) {
    super("A write found no row to change.", { cause });
  }
}

const ATTEMPTS = 8;

/**
 * Runs `work`. When one of its conditional writes missed, `why` reads the reason after the
 * roll-back. If it finds one, that is thrown. If it finds none, the reason existed only for a
 * moment, and `work` runs again.
 * @param why returns the refusal to throw, or null.
 */
export async function explainOrRetry<T>(
  work: () => Promise<T>,
  why: () => Promise<DomainError | null>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof MissedWrite)) throw error;
      const refusal = await why();
      if (refusal) throw refusal;
      if (attempt === ATTEMPTS) throw error;
      await delay(Math.random() * 5 * 2 ** attempt);
    }
  }
}
