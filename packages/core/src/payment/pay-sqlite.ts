import { isConstraintViolation, type Sqlite, type SqliteStatements } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { MissedWrite } from "../explain-or-retry.ts";
import type { IdempotentCall } from "../idempotency/idempotently.ts";
import { onceOnSqlite } from "../idempotency/once-on-sqlite.ts";
import { isId, newId } from "../ids.ts";
import { newOrderNumber } from "./order-number.ts";
import type { Paid, Payment } from "./schema.ts";

/**
 * Pays an order by one write of several statements, which it shares with the payments of the same
 * moment. A statement costs no round trip.
 * @throws MissedWrite when anything was missing; nothing has changed then.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED
 */
export async function payOnSqlite(
  { clock }: Pick<Deps, "clock">,
  sqlite: Sqlite,
  id: string,
  call: IdempotentCall,
): Promise<Paid> {
  const eventId = newId(clock);
  try {
    const { response, isRepeat } = await onceOnSqlite(sqlite, clock, call, (statements, paidAt) => {
      if (!isId(id)) throw new MissedWrite();
      return pay(statements, { orderId: id, userId: call.userId, eventId, paidAt });
    });
    return isRepeat ? { payment: response } : { payment: response, eventId };
  } catch (error) {
    throw isConstraintViolation(error) ? new MissedWrite(error) : error;
  }
}

function pay(
  { all, run }: SqliteStatements,
  {
    orderId,
    userId,
    eventId,
    paidAt,
  }: { orderId: string; userId: string; eventId: string; paidAt: Date },
): Payment {
  const orderNumber = newOrderNumber(paidAt);
  const [order] = all<{ total: bigint; couponId: string | null }>`
      UPDATE orders SET status = 'PAID', paid_at = ${paidAt}, order_number = ${orderNumber}
      WHERE id = ${orderId} AND user_id = ${userId} AND status = 'PENDING' AND expires_at > ${paidAt}
      RETURNING total, issued_coupon_id AS "couponId"`;
  if (!order) throw new MissedWrite();
  const { total, couponId } = order;

  const [account] = all<{ balance: bigint; entryCount: number }>`
      UPDATE accounts SET balance = balance - ${total}, entry_count = entry_count + (${total} > 0)
      WHERE user_id = ${userId} AND balance >= ${total}
      RETURNING balance, entry_count AS "entryCount"`;
  const entryNumber = total > 0 && account ? account.entryCount : null;
  if (entryNumber !== null && account) {
    run`
        INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
        VALUES (${userId}, ${entryNumber}, 'PAYMENT', ${-total}, ${account.balance}, ${orderId},
          ${paidAt})`;
  }
  const linesSettled = run`
      UPDATE products SET stock = stock - l.quantity, sold_quantity = sold_quantity + l.quantity
      FROM order_lines l
      WHERE l.order_id = ${orderId} AND products.id = l.product_id AND products.stock >= l.quantity`;
  const couponsUsed =
    couponId === null
      ? 0
      : run`
          UPDATE issued_coupons SET used_at = ${paidAt}
          WHERE id = ${couponId} AND user_id = ${userId} AND used_at IS NULL
            AND expires_at > ${paidAt}`;
  // The CHECKs of this row refuse a payment whose ledger entry, stock or coupon is missing.
  run`
      INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled,
        coupons_held, coupons_used, paid_at)
      SELECT ${orderId}, ${userId}, ${total}, ${entryNumber}, COUNT(*), ${linesSettled},
        ${couponId === null ? 0 : 1}, ${couponsUsed}, ${paidAt}
      FROM order_lines WHERE order_id = ${orderId}`;
  const exported = run`
      INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
      VALUES (${eventId}, 'order.paid', ${orderId}, ${paidAt}, 'PENDING', ${paidAt})`;
  if (exported === 0) throw new MissedWrite();
  return {
    orderNumber,
    orderId,
    status: "PAID",
    total: Number(total),
    balance: Number(account?.balance ?? 0),
    paidAt: paidAt.toISOString(),
  };
}
