import { isConstraintViolation, type Postgresql, TRANSACTION_TIMEOUT_MS } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { findKept, type IdempotentCall } from "../idempotency/idempotently.ts";
import { keepAnswer, keyValues } from "../idempotency/keep-answer.ts";
import { isId, newId } from "../ids.ts";
import { Unexplained } from "../retry-unexplained.ts";
import { newOrderNumber } from "./order-number.ts";
import type { Payment, Settled } from "./schema.ts";

/**
 * A payment whole. $1 is the user, $2 the time, $3 the order, $4 its number, $5 the export's event.
 *
 * The parts run in the order in which they need each other's rows, which is the order of locks:
 * order, account, products by id, coupon. All see the snapshot of the beginning, but of a row that
 * they had to wait for the newest version, and its condition is looked at again. An order that is
 * not claimed gives no row to any part, and nothing happens. After that, a part that missed its
 * row is a null or a count too low in the payment row, whose constraints then undo everything:
 * no entry, a line without its stock, a coupon not used; and no paid_at without an event, which is
 * not made when the key was taken meanwhile, nor after more time than a transaction may take.
 */
const settlement = (keyed: boolean): string => `
WITH claimed AS (
  UPDATE orders SET status = 'PAID', paid_at = $2::text::timestamp, order_number = $4::text
  WHERE id = $3::text AND user_id = $1::text AND status = 'PENDING' AND expires_at > $2::text::timestamp
  RETURNING id, user_id, total, issued_coupon_id, paid_at
), debited AS (
  UPDATE accounts a SET balance = a.balance - c.total, entry_count = a.entry_count + 1
  FROM claimed c WHERE a.user_id = c.user_id AND c.total > 0 AND a.balance >= c.total
  RETURNING a.balance, a.entry_count
), entry AS (
  INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
  SELECT c.user_id, d.entry_count, 'PAYMENT', -c.total, d.balance, c.id, c.paid_at FROM claimed c, debited d
  RETURNING number, balance_after
), locked AS (
  SELECT p.id, l.quantity
  FROM claimed c JOIN order_lines l ON l.order_id = c.id JOIN products p ON p.id = l.product_id
  WHERE (SELECT count(*) FROM entry) >= 0
  ORDER BY p.id FOR NO KEY UPDATE OF p
), settled AS (
  UPDATE products p SET stock = p.stock - l.quantity, sold_quantity = p.sold_quantity + l.quantity
  FROM locked l WHERE p.id = l.id AND p.stock >= l.quantity
  RETURNING p.id
), used AS (
  UPDATE issued_coupons i SET used_at = c.paid_at
  FROM claimed c WHERE i.id = c.issued_coupon_id AND i.user_id = c.user_id AND i.used_at IS NULL
    AND i.expires_at > c.paid_at AND (SELECT count(*) FROM settled) > 0
  RETURNING i.id
), answered AS (
  SELECT c.*,
    (SELECT number FROM entry) AS entry_number,
    (SELECT count(*) FROM order_lines WHERE order_id = c.id) AS lines_ordered,
    (SELECT count(*) FROM settled) AS lines_settled,
    (SELECT count(*) FROM used) AS coupons_used,
    json_build_object('orderNumber', $4, 'orderId', c.id, 'status', 'PAID', 'total', c.total, 'balance',
      COALESCE((SELECT balance_after FROM entry), (SELECT balance FROM accounts WHERE user_id = $1), 0),
      'paidAt', $2::text)::text AS answer
  FROM claimed c
), ${keyed ? `${keepAnswer(6)}, ` : ""}exported AS (
  INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
  SELECT $5::text, 'order.paid', id, paid_at, 'PENDING', paid_at FROM answered
  ${keyed ? "WHERE EXISTS (SELECT 1 FROM kept)" : ""}
  RETURNING occurred_at
), paid AS (
  INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled,
    coupons_held, coupons_used, paid_at)
  SELECT id, user_id, total, entry_number, lines_ordered, lines_settled,
    CASE WHEN issued_coupon_id IS NULL THEN 0 ELSE 1 END, coupons_used,
    (SELECT occurred_at FROM exported
      WHERE clock_timestamp() < statement_timestamp() + interval '${TRANSACTION_TIMEOUT_MS} ms')
  FROM answered
  RETURNING order_id
)
SELECT answer FROM answered, paid`;

const plain = settlement(false);
const keyed = settlement(true);

/**
 * Settles an order by one statement.
 * @throws Unexplained when anything was missing; nothing has changed then.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED
 */
export async function settleOnPostgresql(
  deps: Pick<Deps, "db" | "clock">,
  postgresql: Postgresql,
  id: string,
  call: IdempotentCall,
): Promise<Settled> {
  const eventId = newId(deps.clock);
  let missing: unknown;
  try {
    const payment = isId(id) ? await run(deps, postgresql, { id, eventId }, call) : null;
    if (payment) return { payment, eventId };
  } catch (error) {
    if (!isConstraintViolation(error)) throw error;
    missing = error;
  }
  const kept = await findKept<Payment>(deps.db.client, call, deps.clock.now());
  if (kept) return { payment: kept.answer };
  throw new Unexplained(missing);
}

async function run(
  { clock }: Pick<Deps, "clock">,
  postgresql: Postgresql,
  { id, eventId }: { id: string; eventId: string },
  call: IdempotentCall,
): Promise<Payment | null> {
  const statement = call.key === undefined ? plain : keyed;
  const [row] = await postgresql.query<{ answer: string }>(statement, () => {
    const now = clock.now();
    const payment = [call.userId, now.toISOString(), id, newOrderNumber(now), eventId];
    return [...payment, ...keyValues(call, now)];
  });
  return row ? JSON.parse(row.answer) : null;
}
