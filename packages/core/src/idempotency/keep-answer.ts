import { hashOf, IDEMPOTENCY_WINDOW_MS, type IdempotentCall } from "./idempotently.ts";

/**
 * What `idempotently` does, as the part `kept` of a PostgreSQL statement whose part `answered` has
 * calls with their {@link keyOf}, `user_id`, `now` and the answer as text: keeps each answer under
 * its call's key, and gives a row when it did. There is none when the key is taken; whatever else
 * the statement writes for that call must then not come about.
 */
export const keepAnswers = `kept AS (
  INSERT INTO idempotency_records (user_id, key, request_hash, response, created_at)
  SELECT user_id, key, request_hash, answer, now FROM answered WHERE key IS NOT NULL
  ORDER BY user_id, key
  ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
    response = excluded.response, created_at = excluded.created_at
  WHERE idempotency_records.created_at <= excluded.created_at - interval '${IDEMPOTENCY_WINDOW_MS} ms'
  RETURNING user_id, key
)`;

/** Whether the call of a row of `answered` may go on. */
export const isKept = `(key IS NULL OR EXISTS (
  SELECT 1 FROM kept WHERE kept.user_id = answered.user_id AND kept.key = answered.key))`;

/** The columns of {@link keyOf}. */
export const keyColumns = "key text, request_hash text";

/** What is kept of a call beside its answer; a call without a key keeps nothing. */
export const keyOf = (call: IdempotentCall) =>
  call.key === undefined ? undefined : { key: call.key, request_hash: hashOf(call) };
