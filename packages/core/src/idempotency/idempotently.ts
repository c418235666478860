import { createHash } from "node:crypto";
import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";

/** How long an answer is kept, in milliseconds. */
export const IDEMPOTENCY_WINDOW_MS = 24 * 3_600_000;

/**
 * Runs `work` in one transaction, at most once for a user's key: the same key with the same
 * request answers what the first success answered. The record is written first, so that of many
 * at once all but one wait for it, and it commits or rolls back with the effect itself.
 * @param call.operation names the call; together with `input` it is the request.
 * @param call.input JSON without the key.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED when the key came with another request.
 */
export function idempotently<Answer>(
  deps: Pick<Deps, "db" | "clock">,
  call: { userId: string; key: string | undefined; operation: string; input: unknown },
  work: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> {
  const { userId, key } = call;
  if (key === undefined) return deps.db.transaction(work);
  const requestHash = createHash("sha256")
    .update(`${call.operation}\n${JSON.stringify(sorted(call.input))}`)
    .digest("hex");
  return deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const lapsed = new Date(now.getTime() - IDEMPOTENCY_WINDOW_MS);
    const taken = await tx.$executeRaw`
      INSERT INTO idempotency_records (user_id, "key", request_hash, created_at)
      VALUES (${userId}, ${key}, ${requestHash}, ${now})
      ON CONFLICT (user_id, "key") DO UPDATE
      SET request_hash = excluded.request_hash, response = NULL, created_at = excluded.created_at
      WHERE idempotency_records.created_at <= ${lapsed}`;
    const where = { userId_key: { userId, key } };
    if (taken === 0) {
      const record = await tx.idempotencyRecord.findUniqueOrThrow({ where });
      if (record.requestHash !== requestHash || record.response === null) {
        throw new DomainError(
          "IDEMPOTENCY_KEY_REUSED",
          "This idempotency key was used for another request.",
        );
      }
      return JSON.parse(record.response);
    }
    const answer = await work(tx);
    await tx.idempotencyRecord.update({ where, data: { response: JSON.stringify(answer) } });
    return answer;
  });
}

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
