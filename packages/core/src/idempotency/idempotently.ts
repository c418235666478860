import { createHash } from "node:crypto";
import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";

/** How long a response is kept, in milliseconds. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 3_600_000;

export interface IdempotentCall {
  userId: string;
  /** Undefined for a call that is not idempotent. */
  key: string | undefined;
  /** Names the call; together with `input` it is the request. */
  operation: string;
  /** JSON without the key. */
  input: unknown;
}

/**
 * Runs `work` in one transaction, at most once for each key of a user. A repeat of the request
 * under the same key gets the response of the first success. The transaction writes the key's record
 * first, so that concurrent repeats wait for it. The record commits or rolls back with the effect.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another request.
 */
export function idempotently<Result>(
  deps: Pick<Deps, "db" | "clock">,
  call: IdempotentCall,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const { userId, key } = call;
  if (key === undefined) return deps.db.transaction(work);
  const requestHash = hashOf(call);
  return deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const taken = await tx.$executeRaw`
      INSERT INTO idempotency_records (user_id, "key", request_hash, created_at)
      VALUES (${userId}, ${key}, ${requestHash}, ${now})
      ON CONFLICT (user_id, "key") DO UPDATE
      SET request_hash = excluded.request_hash, response = NULL, created_at = excluded.created_at
      WHERE idempotency_records.created_at <= ${lapsedAt(now)}`;
    if (taken === 0) {
      const kept = await findKept<Result>(tx, call, now);
      if (kept) return kept.response;
    }
    const result = await work(tx);
    const where = { userId_key: { userId, key } };
    await tx.idempotencyRecord.update({ where, data: { response: JSON.stringify(result) } });
    return result;
  });
}

/**
 * The response that is stored under the call's key; null when there is none.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key was used for another request.
 */
export async function findKept<Result>(
  client: Pick<Transaction, "idempotencyRecord">,
  call: IdempotentCall,
  now: Date,
): Promise<{ response: Result } | null> {
  const { userId, key } = call;
  if (key === undefined) return null;
  const record = await client.idempotencyRecord.findUnique({
    where: { userId_key: { userId, key }, createdAt: { gt: lapsedAt(now) } },
  });
  return record && { response: responseKept(record, hashOf(call)) };
}

/**
 * The response that a record keeps.
 * @param hash of the request that comes with the record's key.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED
 */
export function responseKept<Result>(
  { requestHash, response }: { requestHash: string; response: string | null },
  hash: string,
): Result {
  if (requestHash !== hash || response === null) {
    throw new DomainError(
      "IDEMPOTENCY_KEY_REUSED",
      "This idempotency key was used for another request.",
    );
  }
  return JSON.parse(response);
}

/**
 * What a statement stores of a call beside its answer. Its CTE `kept` does there what
 * {@link idempotently} does: see order/place.sql and payment/pay.sql.
 */
export const keyOf = (call: IdempotentCall) => ({
  key: call.key,
  request_hash: call.key === undefined ? undefined : hashOf(call),
});

/** Responses stored at or before this time have expired. */
export const lapsedAt = (now: Date): Date => new Date(now.getTime() - IDEMPOTENCY_WINDOW_MS);

/** Identifies the request that a key is used for. */
const hashOf = ({ operation, input }: IdempotentCall): string =>
  createHash("sha256")
    .update(`${operation}\n${JSON.stringify(sorted(input))}`)
    .digest("hex");

/** The same JSON with every object's keys in order, so that equal requests hash alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
