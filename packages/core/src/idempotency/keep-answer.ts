import { hashOf, IDEMPOTENCY_WINDOW_MS, type IdempotentCall } from "./idempotently.ts";

/**
 * Does the work of `idempotently` inside a PostgreSQL statement, as its CTE `kept`. The statement
 * needs a CTE `answered`: its rows are calls with the columns of {@link keyOf}, `user_id`, `now`
 * and the answer as text. `kept` stores each answer under its call's key and returns a row for it.
 * When the key is taken it returns none, and the statement must then write nothing for that call.
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

/** Whether the statement may write for a row of `answered`. */
export const isKept = `(key IS NULL OR EXISTS (
  SELECT 1 FROM kept WHERE kept.user_id = answered.user_id AND kept.key = answered.key))`;

/** The columns of {@link keyOf}. */
export const keyColumns = "key text, request_hash text";

/** What is stored of a call beside its answer; undefined for a call without a key. */
export const keyOf = (call: IdempotentCall) =>
  call.key === undefined ? undefined : { key: call.key, request_hash: hashOf(call) };
