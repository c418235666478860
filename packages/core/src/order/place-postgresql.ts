import type { Postgresql } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findKept, type IdempotentCall } from "../idempotency/idempotently.ts";
import { keepAnswer, keyValues } from "../idempotency/keep-answer.ts";
import { isId, newId } from "../ids.ts";
import { retryUnexplained, Unexplained } from "../retry-unexplained.ts";
import { quoteOrder } from "./quote-order.ts";
import type { PlacedOrder, PlaceOrder } from "./schema.ts";
import { expiryOf } from "./to-order.ts";

/**
 * An order whole. $1 is the user, $2 the time, $3 the order, $4 and $5 are products and quantities,
 * $6 is when it expires, $7 the discount, $8 the coupon, $9 the subtotal that the discount was made
 * for, or null for any. When a line cannot be had, the subtotal is another or the key is taken,
 * nothing happens. (The LIMIT changes nothing: it tells the planner that the lines are few.)
 */
const placement = (keyed: boolean): string => `
WITH line AS (
  SELECT a.position, p.id, p.name, p.name_en, p.price, a.quantity, p.price * a.quantity AS amount
  FROM (
    SELECT * FROM unnest($4::text[], $5::int[]) WITH ORDINALITY AS a (product_id, quantity, position)
    LIMIT cardinality($4)
  ) a
  CROSS JOIN LATERAL (SELECT * FROM products WHERE id = a.product_id OFFSET 0) p
  WHERE p.archived_at IS NULL AND p.stock >= a.quantity
), priced AS (
  SELECT sum(amount)::bigint AS subtotal, json_agg(json_build_object('productId', id, 'name', name,
    'nameEn', name_en, 'unitPrice', price, 'quantity', quantity, 'amount', amount) ORDER BY position) AS lines
  FROM line
  HAVING count(*) = cardinality($4) AND ($9::bigint IS NULL OR sum(amount) = $9)
), answered AS (
  SELECT subtotal, json_build_object('orderId', $3::text, 'orderNumber', NULL, 'status', 'PENDING',
    'lines', lines, 'subtotal', subtotal, 'discount', $7::bigint, 'total', subtotal - $7,
    'issuedCouponId', $8::text, 'createdAt', $2::text, 'expiresAt', $6::text, 'paidAt', NULL,
    'balance', COALESCE((SELECT balance FROM accounts WHERE user_id = $1), 0))::text AS answer
  FROM priced
), ${keyed ? `${keepAnswer(10)}, ` : ""}placed AS (
  INSERT INTO orders (id, user_id, status, subtotal, discount, total, issued_coupon_id, created_at, expires_at)
  SELECT $3, $1, 'PENDING', subtotal, $7, subtotal - $7, $8, $2::text::timestamp, $6::text::timestamp
  FROM answered ${keyed ? "WHERE EXISTS (SELECT 1 FROM kept)" : ""}
  RETURNING id
), stored AS (
  INSERT INTO order_lines (order_id, product_id, position, name, name_en, unit_price, quantity, amount)
  SELECT o.id, l.id, l.position - 1, l.name, l.name_en, l.price, l.quantity, l.amount FROM placed o, line l
  ORDER BY l.id
)
SELECT answer FROM answered, placed`;

const plain = placement(false);
const keyed = placement(true);

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
    const statement = call.key === undefined ? plain : keyed;
    const [row] = await postgresql.query<{ answer: string }>(statement, () => {
      const now = deps.clock.now();
      const expiresAt = expiryOf(deps.config, now).toISOString();
      const order = [newId(deps.clock), productIds, quantities, expiresAt, discount];
      const coupon = [issuedCouponId ?? null, subtotal];
      return [userId, now.toISOString(), ...order, ...coupon, ...keyValues(call, now)];
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
