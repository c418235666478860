-- Claims a batch of events for the workers that want to deliver them. An event is claimed only when
-- it is due, no other claim holds it, delivery is not paused, and the worker would send it to the
-- shop's destination. The claim counts the try, and begins it unless the tries are used up.
--
-- $1 text[]: the calls, each a JSON object. $2 text: the setting that holds the destination.
-- $3 text: the setting that pauses delivery. $4 int: how many tries an event gets.
-- Returns a row for each event that was claimed, with its order.
--
-- asked: the calls as rows. A call has a JSON field for each column; a field that is left out is
-- null. Rows are locked in the order of the calls here. The LIMIT changes no result: it tells the
-- planner that the calls are few, so that it keeps its generic plan.
--
-- Try it in a transaction that you roll back (CONTRIBUTING.md says how):
-- PREPARE statement (text[], text, text, int) AS …;
-- EXECUTE statement (ARRAY['{"eventId": "e1", "token": "t1", "destination": "https://platform.example", "now": "2026-11-22T03:10:00Z", "until": "2026-11-22T03:10:30Z"}'], 'exports.destination', 'exports.paused', 10);
WITH asked AS (
  SELECT row.*
  FROM (SELECT unnest($1::text[]) AS call LIMIT cardinality($1)) AS given
  CROSS JOIN json_to_record(call::json) AS row (
    "eventId" text, token text, destination text, now timestamp, until timestamp
  )
  ORDER BY "eventId"
), claimed AS (
  UPDATE outbox_events e SET claim_token = a.token, claimed_until = a.until, attempts = e.attempts + 1
  FROM asked a
  WHERE e.id = a."eventId" AND e.status = 'PENDING' AND e.next_attempt_at <= a.now
    AND (e.claimed_until IS NULL OR e.claimed_until <= a.now)
    AND NOT EXISTS (SELECT 1 FROM settings WHERE key = $3 AND value = 'true')
    AND EXISTS (SELECT 1 FROM settings WHERE key = $2 AND value = to_json(a.destination)::text)
  RETURNING e.*, a.now, a.destination
), begun AS (
  INSERT INTO export_attempts (id, event_id, number, started_at, destination)
  SELECT claim_token, id, attempts, now, destination FROM claimed WHERE attempts <= $4
)
SELECT c.claim_token AS token, c.destination, c.id, c.type, c.order_id AS "orderId",
  c.occurred_at AS "occurredAt", c.attempts, c.next_attempt_at AS "nextAttemptAt", o.order_number AS "orderNumber",
  o.user_id AS "userId", o.subtotal, o.discount, o.total, o.paid_at AS "paidAt",
  (SELECT json_agg(json_build_object('position', l.position, 'productId', l.product_id,
    'name', l.name, 'quantity', l.quantity, 'unitPrice', l.unit_price))
    FROM order_lines l WHERE l.order_id = o.id) AS lines
FROM claimed c JOIN orders o ON o.id = c.order_id
