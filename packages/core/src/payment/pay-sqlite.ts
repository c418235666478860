import type { Sqlite } from "@sunchak/db";
import { MissedWrite } from "../explain-or-retry.ts";
import { keep } from "../idempotency/idempotently.ts";
import { newOrderNumber } from "./order-number.ts";
import type { PayCall } from "./pay-call.ts";
import type { Payment } from "./schema.ts";

/**
 * Does what pay.sql does on PostgreSQL, with several statements: each finds what the ones before it
 * have written, and a statement costs no round trip. Null for an order that cannot be claimed.
 * @throws MissedWrite, or a constraint's error, when anything else was missing or the idempotency key
 *   is taken; nothing has changed then.
 */
export function payOnSqlite(
  sqlite: Sqlite,
  { clock, call, orderId, eventId }: PayCall,
): Promise<Payment | null> {
  const { userId } = call;
  return sqlite.write((statements) => {
    const { all, run } = statements;
    const paidAt = clock.now();
    const orderNumber = newOrderNumber(paidAt);
    const [order] = all<{ total: bigint; couponId: string | null }>`
      UPDATE orders SET status = 'PAID', paid_at = ${paidAt}, order_number = ${orderNumber}
      WHERE id = ${orderId} AND user_id = ${userId} AND status = 'PENDING' AND expires_at > ${paidAt}
      RETURNING total, issued_coupon_id AS "couponId"`;
    if (!order) return null;
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
    const payment: Payment = {
      orderNumber,
      orderId,
      status: "PAID",
      total: Number(total),
      balance: Number(account?.balance ?? 0),
      paidAt: paidAt.toISOString(),
    };
    if (exported === 0 || !keep(statements, call, payment, paidAt)) throw new MissedWrite();
    return payment;
  });
}
