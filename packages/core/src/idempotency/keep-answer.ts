import { hashOf, type IdempotentCall, lapsedAt } from "./idempotently.ts";

/**
 * What `idempotently` does, as one part of a PostgreSQL statement whose part `answered` has the
 * answer as text: it keeps the answer under the call's key, and gives a row when it did. There is
 * none without a key, nor when the key is taken; whatever else the statement writes must then not
 * come about. Its parameters are the statement's first five, {@link keyValues}.
 */
export const keepAnswer = `
  INSERT INTO idempotency_records (user_id, key, request_hash, response, created_at)
  SELECT $1::text, $3::text, $4::text, answer, $2::text::timestamp FROM answered WHERE $3 IS NOT NULL
  ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
    response = excluded.response, created_at = excluded.created_at
  WHERE idempotency_records.created_at <= $5::text::timestamp
  RETURNING created_at`;

/** $1 the user, $2 the time, $3 the key or null, and what belongs to the key. */
export function keyValues(call: IdempotentCall, now: Date): (string | null)[] {
  const { userId, key } = call;
  const kept = key === undefined ? [null, null] : [hashOf(call), lapsedAt(now).toISOString()];
  return [userId, now.toISOString(), key ?? null, ...kept];
}
