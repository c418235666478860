import { hashOf, type IdempotentCall, lapsedAt } from "./idempotently.ts";

/**
 * What `idempotently` does, as the part `kept` of a PostgreSQL statement whose part `answered` has
 * the answer as text: keeps the answer under the call's key, and gives a row when it did. There is
 * none when the key is taken; whatever else the statement writes must then not come about.
 * $1 is the user, $2 the time.
 * @param first the number of the first of {@link keyValues}' parameters.
 */
export const keepAnswer = (first: number) => `kept AS (
  INSERT INTO idempotency_records (user_id, key, request_hash, response, created_at)
  SELECT $1::text, $${first}::text, $${first + 1}::text, answer, $2::text::timestamp FROM answered
  ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
    response = excluded.response, created_at = excluded.created_at
  WHERE idempotency_records.created_at <= $${first + 2}::text::timestamp
  RETURNING created_at
)`;

/** The parameters that a call with a key has and one without does not. */
export const keyValues = (call: IdempotentCall, now: Date): string[] =>
  call.key === undefined ? [] : [call.key, hashOf(call), lapsedAt(now).toISOString()];
