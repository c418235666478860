import { isUniqueViolation, type Transaction } from "@sunchak/db";
import { readBalance } from "../balance/get-balance.ts";
import { debitAccount } from "../balance/move-balance.ts";
import { whyOutOfStock } from "../catalog/out-of-stock.ts";
import { whyNotUsable } from "../coupon/usable-coupon.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { idempotently } from "../idempotency/idempotently.ts";
import { isId, newId } from "../ids.ts";
import { statusAt } from "../order/to-order.ts";
import { retryUnexplained, Unexplained } from "../retry-unexplained.ts";
import { newOrderNumber } from "./order-number.ts";
import type { Payment } from "./schema.ts";

type PayDeps = Pick<Deps, "db" | "clock" | "metrics" | "relay">;

/**
 * Pays a pending order from the balance: one transaction claims the order, takes balance, stock
 * and coupon, and stores payment, ledger entry and outbox row; or nothing changes at all. The
 * export is woken after the commit.
 * @throws DomainError NOT_FOUND | ORDER_NOT_PAYABLE | ORDER_EXPIRED | INSUFFICIENT_BALANCE |
 *   OUT_OF_STOCK | COUPON_NOT_USABLE | IDEMPOTENCY_KEY_REUSED
 */
export async function payOrder(
  deps: PayDeps,
  { id, userId, idempotencyKey }: { id: string; userId: string; idempotencyKey?: string },
): Promise<Payment> {
  const call = { userId, key: idempotencyKey, operation: "payOrder", input: { id } };
  let eventId: string | undefined;
  const payment = await retryUnexplained(
    () =>
      idempotently(deps, call, async (tx) => {
        if (!isId(id)) throw notFound("order");
        const settled = await settle(tx, deps, { id, userId });
        eventId = settled.eventId;
        return settled.payment;
      }).catch((error) => {
        // An order number drawn twice, or a coupon that another order has just paid with.
        throw isUniqueViolation(error) ? new Unexplained() : error;
      }),
    () => whyNotPaid(deps, { id, userId }),
  );
  if (eventId !== undefined) {
    deps.metrics.count("orders_paid");
    deps.relay.exportReady(eventId);
  }
  return payment;
}

/**
 * Every write must find its row, or all of them are undone. Rows are locked in the order that all
 * transactions keep: order, account, products by id, coupon.
 * @throws Unexplained when one did not.
 */
async function settle(
  tx: Transaction,
  deps: PayDeps,
  { id, userId }: { id: string; userId: string },
): Promise<{ payment: Payment; eventId: string }> {
  const paidAt = deps.clock.now();
  const orderNumber = newOrderNumber(paidAt);
  const [order] = await tx.order.updateManyAndReturn({
    where: { id, userId, status: "PENDING", expiresAt: { gt: paidAt } },
    data: { status: "PAID", paidAt, orderNumber },
  });
  if (!order) throw new Unexplained();
  const total = Number(order.total);

  const debit = { userId, amount: total, kind: "PAYMENT", createdAt: paidAt, orderId: id } as const;
  const debited = total > 0 ? await debitAccount(tx, debit) : null;
  if (total > 0 && !debited) throw new Unexplained();

  const lines = await tx.orderLine.findMany({
    where: { orderId: id },
    orderBy: { productId: "asc" },
  });
  let linesSettled = 0;
  for (const { productId, quantity } of lines) {
    const { count } = await tx.product.updateMany({
      where: { id: productId, stock: { gte: quantity } },
      data: { stock: { decrement: quantity }, soldQuantity: { increment: quantity } },
    });
    if (count === 0) throw new Unexplained();
    linesSettled += count;
  }

  const couponId = order.issuedCouponId;
  let couponsUsed = 0;
  if (couponId !== null) {
    const { count } = await tx.issuedCoupon.updateMany({
      where: { id: couponId, userId, usedAt: null, expiresAt: { gt: paidAt } },
      data: { usedAt: paidAt },
    });
    if (count === 0) throw new Unexplained();
    couponsUsed = count;
  }
  await tx.payment.create({
    data: {
      orderId: id,
      userId,
      amount: total,
      entryNumber: debited?.number,
      linesOrdered: lines.length,
      linesSettled,
      couponsHeld: couponId === null ? 0 : 1,
      couponsUsed,
      paidAt,
    },
  });
  const eventId = newId(deps.clock);
  await tx.outboxEvent.create({
    data: {
      id: eventId,
      type: "order.paid",
      orderId: id,
      occurredAt: paidAt,
      status: "PENDING",
      nextAttemptAt: paidAt,
    },
  });
  const payment: Payment = {
    orderNumber,
    orderId: id,
    status: "PAID",
    total,
    balance: debited?.balance ?? (await readBalance(tx, userId)),
    paidAt: paidAt.toISOString(),
  };
  return { payment, eventId };
}

/** The refusal in the spec's order; null when the reason is gone by now. */
async function whyNotPaid(
  deps: PayDeps,
  { id, userId }: { id: string; userId: string },
): Promise<DomainError | null> {
  const order = await deps.db.client.order.findUnique({
    where: { id, userId },
    include: { lines: { include: { product: { select: { stock: true } } } }, coupon: true },
  });
  if (!order) return notFound("order");
  const now = deps.clock.now();
  const status = statusAt(order, now);
  if (status === "EXPIRED") {
    return new DomainError("ORDER_EXPIRED", "The order has expired; nothing was paid.");
  }
  if (status !== "PENDING") {
    return new DomainError("ORDER_NOT_PAYABLE", `The order is ${status}.`, { status });
  }
  const total = Number(order.total);
  const balance = await readBalance(deps.db.client, userId);
  if (balance < total) {
    return new DomainError("INSUFFICIENT_BALANCE", "The balance is short; nothing was paid.", {
      balance,
      total,
      shortBy: total - balance,
    });
  }
  const stock = new Map(order.lines.map((line) => [line.productId, line.product.stock]));
  return whyOutOfStock(order.lines, stock) ?? (order.coupon && whyNotUsable(order.coupon, now));
}
