import { batched, callsOf, type Postgresql } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { explainOrRetry, MissedWrite } from "../explain-or-retry.ts";
import { findKept, type IdempotentCall } from "../idempotency/idempotently.ts";
import { isKept, keepAnswers, keyColumns, keyOf } from "../idempotency/keep-answer.ts";
import { isId, newId } from "../ids.ts";
import { expiryOf } from "./order-status.ts";
import { quoteOrder } from "./quote-order.ts";
import type { OrderRequest, PlacedOrder } from "./schema.ts";

/**
 * Places a batch of orders, each whole or not at all. It places an order only when every line is on
 * sale and in stock, the subtotal is `wanted_subtotal` (null: any), the total fits into a balance,
 * and the idempotency key is new.
 */
const placement = `
WITH asked AS (
  ${callsOf(
    `user_id text, order_id text, lines json, discount bigint, wanted_subtotal bigint,
    max_balance bigint, issued_coupon_id text, now timestamp, placed_at text, expires_at text, ${keyColumns}`,
    { by: "order_id" },
  )}
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
), ${keepAnswers}, placed AS (
  INSERT INTO orders (id, user_id, status, subtotal, discount, total, issued_coupon_id, created_at, expires_at)
  SELECT order_id, user_id, 'PENDING', subtotal, discount, subtotal - discount, issued_coupon_id, now,
    expires_at::timestamp
  FROM answered WHERE ${isKept}
  RETURNING id
), stored AS (
  INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
  SELECT o.id, l.id, l.position - 1, l.name, l.name_en, l.price, l.quantity, l.amount
  FROM placed o JOIN line l ON l.order_id = o.id
  ORDER BY l.id
)
SELECT order_id AS "orderId", answer FROM answered JOIN placed ON id = order_id`;

interface Placement {
  deps: Pick<Deps, "clock" | "config">;
  call: IdempotentCall;
  lines: OrderRequest["lines"];
  issuedCouponId: string | undefined;
  discount: number;
  /** The subtotal that the shopper expects, or that the discount was computed for; null for any. */
  subtotal: number | null;
}

/** Null for an order that was not placed. */
const place = batched<Placement, PlacedOrder | null>(async (postgresql, placements) => {
  let ids: string[] = [];
  const rows = await postgresql.query<{ orderId: string; answer: string }>(placement, () => {
    // Not earlier, so that an order's id and its time are of the same moment.
    ids = placements.map(({ deps }) => newId(deps.clock));
    return [placements.map((each, i) => toCall(each, ids[i]))];
  });
  const answers = new Map(rows.map(({ orderId, answer }) => [orderId, answer]));
  return ids.map((id) => JSON.parse(answers.get(id) ?? "null"));
});

function toCall(
  { deps, call, lines, issuedCouponId, discount, subtotal }: Placement,
  orderId: string | undefined,
) {
  const now = deps.clock.now();
  return JSON.stringify({
    user_id: call.userId,
    order_id: orderId,
    lines,
    discount,
    wanted_subtotal: subtotal,
    max_balance: deps.config.maxBalance,
    issued_coupon_id: issuedCouponId,
    now,
    placed_at: now,
    expires_at: expiryOf(deps.config, now),
    ...keyOf(call),
  });
}

/**
 * Places an order with one statement, which it shares with the orders of the same moment. For an
 * order with a coupon it reads the discount first: the discount's rules are not in the statement.
 * @throws what {@link quoteOrder} does.
 */
export function placeOnPostgresql(
  deps: Pick<Deps, "db" | "clock" | "config">,
  postgresql: Postgresql,
  request: OrderRequest,
  call: IdempotentCall,
): Promise<PlacedOrder> {
  const { userId } = call;
  const { lines, issuedCouponId, expectedTotal } = request;

  const placeFor = (discount: number, subtotal: number | null) =>
    place(postgresql, { deps, call, lines, issuedCouponId, discount, subtotal });

  const attempt = async (): Promise<PlacedOrder> => {
    if (issuedCouponId === undefined && lines.every(({ productId }) => isId(productId))) {
      // Without a discount, the expected total is the expected subtotal.
      const placed = await placeFor(0, expectedTotal ?? null);
      if (placed) return placed;
    }
    const now = deps.clock.now();
    const { client } = deps.db;
    const kept = await findKept<PlacedOrder>(client, call, now);
    if (kept) return kept.response;
    const { discount, subtotal } = await quoteOrder(
      client,
      { ...request, userId },
      now,
      deps.config,
    );
    const placed = await placeFor(discount, subtotal);
    if (!placed) throw new MissedWrite();
    return placed;
  };
  return explainOrRetry(attempt, async () => null);
}
