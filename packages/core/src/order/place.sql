-- Places a batch of orders, each whole or not at all. It places an order only when every line is on
-- sale and in stock, the subtotal is wanted_subtotal (null: any), the total fits into a balance, and
-- the idempotency key is new.
--
-- $1 text[]: the calls, each a JSON object. $2 int: how long an idempotency key holds, in ms.
-- Returns a row for each order that was placed: its id, and the answer to the call.
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
-- PREPARE statement (text[], int) AS …;
-- EXECUTE statement (ARRAY['{"user_id": "u1", "order_id": "o1", "lines": [{"productId": "p1", "quantity": 1}], "discount": 0, "max_balance": 10000000, "now": "2026-11-22T03:00:00Z", "placed_at": "2026-11-22T03:00:00Z", "expires_at": "2026-11-22T03:30:00Z"}'], 86400000);
WITH asked AS (
  SELECT row.*
  FROM (SELECT unnest($1::text[]) AS call LIMIT cardinality($1)) AS given
  CROSS JOIN json_to_record(call::json) AS row (
    user_id text, order_id text, lines json, discount bigint, wanted_subtotal bigint,
    max_balance bigint, issued_coupon_id text, now timestamp, placed_at text, expires_at text, key text, request_hash text
  )
  ORDER BY order_id
), line AS (
  SELECT a.order_id, l.position, p.id, p.name, p.name_en, p.price, l.quantity, p.price * l.quantity AS amount
  FROM asked a
  CROSS JOIN LATERAL ROWS FROM (json_to_recordset(a.lines) AS ("productId" text, quantity int))
    WITH ORDINALITY AS l (product_id, quantity, position)
  CROSS JOIN LATERAL (SELECT * FROM products WHERE id = l.product_id OFFSET 0) p
  WHERE p.archived_at IS NULL AND p.stock >= l.quantity
), priced AS (
  SELECT order_id, count(*), sum(amount)::bigint AS subtotal, json_agg(json_build_object('productId', id,
    'name', name, 'nameEn', name_en, 'unitPrice', price, 'quantity', quantity, 'amount', amount)
    ORDER BY position) AS lines
  FROM line GROUP BY order_id
), answered AS (
  SELECT a.*, p.subtotal, json_build_object('orderId', order_id, 'orderNumber', NULL, 'status', 'PENDING',
    'lines', p.lines, 'subtotal', p.subtotal, 'discount', a.discount, 'total', p.subtotal - a.discount,
    'issuedCouponId', a.issued_coupon_id, 'createdAt', a.placed_at, 'expiresAt', a.expires_at, 'paidAt', NULL,
    'balance', b.balance)::text AS answer
  FROM asked a JOIN priced p USING (order_id)
  CROSS JOIN LATERAL (
    SELECT COALESCE((SELECT balance FROM accounts WHERE user_id = a.user_id), 0) AS balance) b
  WHERE p.count = json_array_length(a.lines) AND (wanted_subtotal IS NULL OR wanted_subtotal = p.subtotal)
    AND p.subtotal - a.discount <= GREATEST(a.max_balance, b.balance)
), kept AS (
  INSERT INTO idempotency_records (user_id, key, request_hash, response, created_at)
  SELECT user_id, key, request_hash, answer, now FROM answered WHERE key IS NOT NULL
  ORDER BY user_id, key
  ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
    response = excluded.response, created_at = excluded.created_at
  WHERE idempotency_records.created_at <= excluded.created_at - $2::int * interval '1 ms'
  RETURNING user_id, key
), placed AS (
  INSERT INTO orders (id, user_id, status, subtotal, discount, total, issued_coupon_id, created_at, expires_at)
  SELECT order_id, user_id, 'PENDING', subtotal, discount, subtotal - discount, issued_coupon_id, now,
    expires_at::timestamp
  FROM answered WHERE key IS NULL OR EXISTS (
    SELECT 1 FROM kept WHERE kept.user_id = answered.user_id AND kept.key = answered.key)
  RETURNING id
), stored AS (
  INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
  SELECT o.id, l.id, l.position - 1, l.name, l.name_en, l.price, l.quantity, l.amount
  FROM placed o JOIN line l ON l.order_id = o.id
  ORDER BY l.id
)
SELECT order_id AS "orderId", answer FROM answered JOIN placed ON id = order_id
