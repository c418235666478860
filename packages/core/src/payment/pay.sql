-- Pays a batch of orders, each whole or not at all.
--
-- The parts run in the order in which they need each other's rows. So locks are always taken in
-- this order: orders, accounts by user, products by id, coupons. Every part reads the snapshot of
-- the statement's start. When another transaction has changed a row since then, PostgreSQL reads the
-- row's newest version and checks the condition again.
--
-- An order that claimed leaves out stays as it is: no other part finds a row for it. When a part
-- misses its row for a claimed order, it leaves a null, or a count that is too low, in the payment
-- row. The constraints of that row then undo the whole statement. They catch a missing ledger
-- entry, a line without its stock and a coupon that was not used. They also catch a missing
-- paid_at: there is none without the export event, which is not made when the key was taken
-- meanwhile, or when the statement took longer than a transaction may.
--
-- claimed leaves out an order for which the snapshot's balance or stock is too low. Otherwise
-- that order would undo all payments of its batch. Anything else that is missing shows in the
-- payment row.
--
-- An UPDATE changes a row once, however many orders want it. So a debit and the use of a coupon
-- count for the one order that they were made for, and a product gives its stock to all lines of
-- the batch or to none.
--
-- $1 text[]: the calls, each a JSON object. $2 int: how long an idempotency key holds, in ms.
-- $3 int: how long a transaction may take, in ms.
-- Returns a row for each order that was paid: the export event's id, and the answer to the call.
--
-- asked: the calls as rows. A call has a JSON field for each column; a field that is left out is
-- null. Rows are locked in the order of the calls here. The LIMIT changes no result: it tells the
-- planner that the calls are few, so that it keeps its generic plan.
-- answered: the calls that can be done, each with its answer as text. kept needs its columns user_id,
-- key, request_hash, answer and now.
-- kept: the same text in order/place.sql and payment/pay.sql. It stores the answer of each call
-- that has a key, and returns the key. When the key is taken it returns none, and the statement must
-- then write nothing for that call.
--
-- Try it in a transaction that you roll back (CONTRIBUTING.md says how):
-- PREPARE statement (text[], int, int) AS …;
-- EXECUTE statement (ARRAY['{"user_id": "u1", "order_id": "o1", "order_number": "20261122-ABCDEFGH", "event_id": "e1", "now": "2026-11-22T03:10:00Z", "paid_at": "2026-11-22T03:10:00Z"}'], 86400000, 10000);
WITH asked AS (
  SELECT row.*
  FROM (SELECT unnest($1::text[]) AS call LIMIT cardinality($1)) AS given
  CROSS JOIN json_to_record(call::json) AS row (
    user_id text, order_id text, order_number text, event_id text, now timestamp,
    paid_at text, key text, request_hash text
  )
  ORDER BY order_id
), claimed AS (
  UPDATE orders o SET status = 'PAID', paid_at = a.now, order_number = a.order_number
  FROM asked a
  WHERE o.id = a.order_id AND o.user_id = a.user_id AND o.status = 'PENDING' AND o.expires_at > a.now
    AND (o.total = 0 OR EXISTS (SELECT 1 FROM accounts WHERE user_id = o.user_id AND balance >= o.total))
    AND NOT EXISTS (SELECT 1 FROM order_lines l JOIN products p ON p.id = l.product_id
      WHERE l.order_id = o.id AND p.stock < l.quantity)
  RETURNING a.*, o.total, o.issued_coupon_id
), payer AS (
  SELECT a.user_id
  FROM claimed c JOIN accounts a ON a.user_id = c.user_id
  WHERE c.total > 0
  ORDER BY a.user_id FOR NO KEY UPDATE OF a
), debited AS (
  UPDATE accounts a SET balance = a.balance - c.total, entry_count = a.entry_count + 1
  FROM payer p JOIN claimed c ON c.user_id = p.user_id
  WHERE a.user_id = p.user_id AND c.total > 0 AND a.balance >= c.total
  RETURNING c.order_id, a.balance, a.entry_count
), entry AS (
  INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
  SELECT c.user_id, d.entry_count, 'PAYMENT', -c.total, d.balance, c.order_id, c.now
  FROM claimed c JOIN debited d ON d.order_id = c.order_id
  RETURNING order_id, number, balance_after
), line AS (
  SELECT p.id, l.order_id, l.quantity
  FROM claimed c JOIN order_lines l ON l.order_id = c.order_id JOIN products p ON p.id = l.product_id
  WHERE (SELECT count(*) FROM entry) >= 0
  ORDER BY p.id FOR NO KEY UPDATE OF p
), settled AS (
  UPDATE products p SET stock = p.stock - l.quantity, sold_quantity = p.sold_quantity + l.quantity
  FROM (SELECT id, sum(quantity)::int AS quantity FROM line GROUP BY id) l
  WHERE p.id = l.id AND p.stock >= l.quantity
  RETURNING p.id
), used AS (
  UPDATE issued_coupons i SET used_at = c.now
  FROM claimed c WHERE i.id = c.issued_coupon_id AND i.user_id = c.user_id AND i.used_at IS NULL
    AND i.expires_at > c.now AND (SELECT count(*) FROM settled) > 0
  RETURNING c.order_id
), answered AS (
  SELECT c.*, e.number AS entry_number,
    (SELECT count(*) FROM order_lines l WHERE l.order_id = c.order_id) AS lines_ordered,
    (SELECT count(*) FROM line l JOIN settled s ON s.id = l.id WHERE l.order_id = c.order_id) AS lines_settled,
    (SELECT count(*) FROM used u WHERE u.order_id = c.order_id) AS coupons_used,
    json_build_object('orderNumber', c.order_number, 'orderId', c.order_id, 'status', 'PAID', 'total', c.total,
      'balance', COALESCE(e.balance_after, (SELECT balance FROM accounts WHERE user_id = c.user_id), 0),
      'paidAt', c.paid_at)::text AS answer
  FROM claimed c LEFT JOIN entry e ON e.order_id = c.order_id
), kept AS (
  INSERT INTO idempotency_records (user_id, key, request_hash, response, created_at)
  SELECT user_id, key, request_hash, answer, now FROM answered WHERE key IS NOT NULL
  ORDER BY user_id, key
  ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
    response = excluded.response, created_at = excluded.created_at
  WHERE idempotency_records.created_at <= excluded.created_at - $2::int * interval '1 ms'
  RETURNING user_id, key
), exported AS (
  INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
  SELECT event_id, 'order.paid', order_id, now, 'PENDING', now FROM answered WHERE key IS NULL OR EXISTS (
    SELECT 1 FROM kept WHERE kept.user_id = answered.user_id AND kept.key = answered.key)
  RETURNING order_id, occurred_at
), paid AS (
  INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled,
    coupons_held, coupons_used, paid_at)
  SELECT a.order_id, a.user_id, a.total, a.entry_number, a.lines_ordered, a.lines_settled,
    CASE WHEN a.issued_coupon_id IS NULL THEN 0 ELSE 1 END, a.coupons_used,
    (SELECT occurred_at FROM exported x WHERE x.order_id = a.order_id
      AND clock_timestamp() < statement_timestamp() + $3::int * interval '1 ms')
  FROM answered a
  RETURNING order_id
)
SELECT event_id AS "eventId", answer FROM answered JOIN paid USING (order_id)
