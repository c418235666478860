import { isConstraintViolation, type Transaction } from "@sunchak/db";
import { usableAt } from "../coupon/coupon-status.ts";
import type { Deps } from "../deps.ts";
import { MissedWrite } from "../explain-or-retry.ts";
import { type IdempotentCall, idempotently } from "../idempotency/idempotently.ts";
import { isId, newId } from "../ids.ts";
import { pendingAt } from "../order/order-status.ts";
import { newOrderNumber } from "./order-number.ts";
import type { Paid, Payment } from "./schema.ts";

/**
 * Pays an order in one transaction, with several statements. The transaction holds the
 * database's only write lock from its beginning, and a statement costs no round trip.
 * @throws MissedWrite when anything was missing; nothing has changed then.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED
 */
export async function payOnSqlite(
  deps: Pick<Deps, "db" | "clock">,
  id: string,
  call: IdempotentCall,
): Promise<Paid> {
  let eventId: string | undefined;
  try {
    const payment = await idempotently(deps, call, (tx) => {
      if (!isId(id)) throw new MissedWrite();
      eventId = newId(deps.clock);
      return pay(tx, { id, userId: call.userId, eventId, paidAt: deps.clock.now() });
    });
    return { payment, eventId };
  } catch (error) {
    throw isConstraintViolation(error) ? new MissedWrite(error) : error;
  }
}

async function pay(
  tx: Transaction,
  { id, userId, eventId, paidAt }: { id: string; userId: string; eventId: string; paidAt: Date },
): Promise<Payment> {
  const orderNumber = newOrderNumber(paidAt);
  const [order] = await tx.order.updateManyAndReturn({
    where: { id, userId, ...pendingAt(paidAt) },
    data: { status: "PAID", paidAt, orderNumber },
    select: { total: true, issuedCouponId: true },
  });
  if (!order) throw new MissedWrite();
  const { total, issuedCouponId } = order;

  const [account] = await tx.$queryRaw<{ balance: bigint; entryCount: bigint }[]>`
    UPDATE accounts SET balance = balance - ${total}, entry_count = entry_count + (${total} > 0)
    WHERE user_id = ${userId} AND balance >= ${total}
    RETURNING balance, entry_count AS "entryCount"`;
  const entryNumber = total > 0 && account ? account.entryCount : null;
  if (entryNumber !== null) {
    await tx.$executeRaw`
      INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, order_id, created_at)
      VALUES (${userId}, ${entryNumber}, 'PAYMENT', ${-total}, ${account?.balance}, ${id}, ${paidAt})`;
  }
  const linesSettled = await tx.$executeRaw`
    UPDATE products SET stock = stock - l.quantity, sold_quantity = sold_quantity + l.quantity
    FROM order_lines l
    WHERE l.order_id = ${id} AND products.id = l.product_id AND products.stock >= l.quantity`;
  const couponsHeld = issuedCouponId === null ? [] : [issuedCouponId];
  const { count: couponsUsed } = await tx.issuedCoupon.updateMany({
    where: { id: { in: couponsHeld }, userId, ...usableAt(paidAt) },
    data: { usedAt: paidAt },
  });
  // The CHECKs of this row refuse a payment whose ledger entry, stock or coupon is missing.
  await tx.$executeRaw`
    INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled,
      coupons_held, coupons_used, paid_at)
    SELECT ${id}, ${userId}, ${total}, ${entryNumber}, COUNT(*), ${linesSettled},
      ${couponsHeld.length}, ${couponsUsed}, ${paidAt}
    FROM order_lines WHERE order_id = ${id}`;
  await tx.$executeRaw`
    INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
    VALUES (${eventId}, 'order.paid', ${id}, ${paidAt}, 'PENDING', ${paidAt})`;
  return {
    orderNumber,
    orderId: id,
    status: "PAID",
    total: Number(total),
    balance: Number(account?.balance ?? 0),
    paidAt: paidAt.toISOString(),
  };
}
