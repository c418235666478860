-- Ends a batch of tries, and releases each try's event when its claim still holds the event and its
-- destination (null: any) is still the shop's.
--
-- $1 text[]: the calls, each a JSON object. $2 text: the setting that holds the destination.
-- Returns the claim's token for each event that was released.
--
-- asked: the calls as rows. A call has a JSON field for each column; a field that is left out is
-- null. Rows are locked in the order of the calls here. The LIMIT changes no result: it tells the
-- planner that the calls are few, so that it keeps its generic plan.
--
-- Try it in a transaction that you roll back (CONTRIBUTING.md says how):
-- PREPARE statement (text[], text) AS …;
-- EXECUTE statement (ARRAY['{"id": "e1", "token": "t1", "destination": "https://platform.example", "endedAt": "2026-11-22T03:10:01Z", "responseStatus": 200, "response": "ok", "status": "DELIVERED", "attempts": 1, "nextAttemptAt": "2026-11-22T03:10:00Z", "deliveredAt": "2026-11-22T03:10:01Z"}'], 'exports.destination');
WITH asked AS (
  SELECT row.*
  FROM (SELECT unnest($1::text[]) AS call LIMIT cardinality($1)) AS given
  CROSS JOIN json_to_record(call::json) AS row (
    id text, token text, destination text, "endedAt" timestamp, "responseStatus" int,
    response text, error text, status text, attempts int, "nextAttemptAt" timestamp,
    "deliveredAt" timestamp
  )
  ORDER BY id
), ended AS (
  UPDATE export_attempts t SET ended_at = a."endedAt", response_status = a."responseStatus",
    response = a.response, error = a.error
  FROM asked a WHERE t.id = a.token
)
UPDATE outbox_events e SET status = a.status, attempts = a.attempts,
  next_attempt_at = a."nextAttemptAt", delivered_at = a."deliveredAt", last_error = a.error,
  response_status = a."responseStatus", claim_token = NULL, claimed_until = NULL
FROM asked a WHERE e.id = a.id AND e.claim_token = a.token
  AND (a.destination IS NULL OR EXISTS (SELECT 1 FROM settings WHERE key = $2 AND value = to_json(a.destination)::text))
RETURNING a.token
