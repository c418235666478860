import type { Postgresql, Statement } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findKept, type IdempotentCall } from "../idempotency/idempotently.ts";
import { keepAnswer, keyValues } from "../idempotency/keep-answer.ts";
import { isId, newId } from "../ids.ts";
import { retryUnexplained, Unexplained } from "../retry-unexplained.ts";
import { quoteOrder } from "./quote-order.ts";
import type { PlacedOrder, PlaceOrder } from "./schema.ts";
import { expiryOf } from "./to-order.ts";

/**
 * An order whole. $6 is the order, $7 and $8 are products and quantities, $9 is when it expires,
 * $10 the discount, $11 the coupon, $12 the subtotal that the discount was made for, or null for
 * any. When a line cannot be had, the subtotal is another or the key is taken, nothing happens.
 */
const placement: Statement = {
  name: "place",
  text: `
WITH line AS (
  SELECT a.position, p.id, p.name, p.name_en, p.price, a.quantity, p.price * a.quantity AS amount
  FROM unnest($7::text[], $8::int[]) WITH ORDINALITY AS a (product_id, quantity, position)
  CROSS JOIN LATERAL (SELECT * FROM products WHERE id = a.product_id OFFSET 0) p
  WHERE p.archived_at IS NULL AND p.stock >= a.quantity
), priced AS (
  SELECT sum(amount)::bigint AS subtotal, json_agg(json_build_object('productId', id, 'name', name,
    'nameEn', name_en, 'unitPrice', price, 'quantity', quantity, 'amount', amount) ORDER BY position) AS lines
  FROM line
  HAVING count(*) = cardinality($7) AND ($12::bigint IS NULL OR sum(amount) = $12)
), answered AS (
  SELECT subtotal, json_build_object('orderId', $6::text, 'orderNumber', NULL, 'status', 'PENDING',
    'lines', lines, 'subtotal', subtotal, 'discount', $10::bigint, 'total', subtotal - $10,
    'issuedCouponId', $11::text, 'createdAt', $2::text, 'expiresAt', $9::text, 'paidAt', NULL,
    'balance', COALESCE((SELECT balance FROM accounts WHERE user_id = $1), 0))::text AS answer
  FROM priced
), kept AS (${keepAnswer}
), placed AS (
  INSERT INTO orders (id, user_id, status, subtotal, discount, total, issued_coupon_id, created_at, expires_at)
  SELECT $6, $1, 'PENDING', subtotal, $10, subtotal - $10, $11, $2::text::timestamp, $9::text::timestamp
  FROM answered WHERE $3 IS NULL OR EXISTS (SELECT 1 FROM kept)
  RETURNING id
), stored AS (
  INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
  SELECT o.id, l.id, l.position - 1, l.name, l.name_en, l.price, l.quantity, l.amount FROM placed o, line l
  ORDER BY l.id
)
SELECT answer FROM answered, placed`,
};

/**
 * Places an order by one statement; with a coupon after reading what it takes off, which is a rule
 * and not the statement's business.
 * @throws what {@link quoteOrder} does.
 */
export function placeOnPostgresql(
  deps: Pick<Deps, "db" | "clock" | "config">,
  postgresql: Postgresql,
  { lines, issuedCouponId }: Pick<PlaceOrder, "lines" | "issuedCouponId">,
  call: IdempotentCall,
): Promise<PlacedOrder> {
  const { userId } = call;
  const productIds = lines.map((line) => line.productId);
  const quantities = lines.map((line) => line.quantity);

  const place = async (discount: number, subtotal: number | null): Promise<PlacedOrder | null> => {
    const [row] = await postgresql.query<{ answer: string }>(placement, () => {
      const now = deps.clock.now();
      const expiresAt = expiryOf(deps.config, now).toISOString();
      const order = [newId(deps.clock), productIds, quantities, expiresAt];
      return [...keyValues(call, now), ...order, discount, issuedCouponId ?? null, subtotal];
    });
    return row ? JSON.parse(row.answer) : null;
  };

  const attempt = async (): Promise<PlacedOrder> => {
    if (issuedCouponId === undefined && productIds.every(isId)) {
      const placed = await place(0, null);
      if (placed) return placed;
    }
    const now = deps.clock.now();
    const { client } = deps.db;
    const kept = await findKept<PlacedOrder>(client, call, now);
    if (kept) return kept.answer;
    const { discount, subtotal } = await quoteOrder(client, { userId, lines, issuedCouponId }, now);
    const placed = await place(discount, subtotal);
    if (!placed) throw new Unexplained();
    return placed;
  };
  return retryUnexplained(attempt, async () => null);
}
