import type { Transaction } from "@sunchak/db";
import { writeAuditEntry } from "../audit/audited.ts";
import { creditAccount } from "../balance/move-balance.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { explainOrRetry, MissedWrite } from "../explain-or-retry.ts";
import { idempotently } from "../idempotency/idempotently.ts";
import { isId, newId } from "../ids.ts";
import { orderStatusAt } from "../order/order-status.ts";
import { requireRoleForMuch } from "../user/guard-staff.ts";
import { requirePassword } from "../user/require-password.ts";
import type { Acting } from "../user/schema.ts";
import type { Refunded } from "./schema.ts";

type RefundDeps = Pick<Deps, "db" | "clock" | "metrics" | "relay">;

/**
 * Refunds a paid order, whole and once: balance, stock and coupon go back in one transaction. No
 * balance limit applies to a refund.
 * @param refund.actorId the admin who does it; the idempotency key is theirs.
 * @throws DomainError NOT_FOUND | ORDER_NOT_REFUNDABLE | FORBIDDEN | PASSWORD_REQUIRED |
 *   IDEMPOTENCY_KEY_REUSED
 */
export async function refundOrder(
  deps: RefundDeps,
  refund: Acting & { id: string; reason: string },
): Promise<Refunded> {
  const { id, actorId, reason, idempotencyKey } = refund;
  const input = { id, reason };
  const call = { userId: actorId, key: idempotencyKey, operation: "refundOrder", input };
  let eventId: string | undefined;
  const refunded = await explainOrRetry(
    () =>
      idempotently(deps, call, async (tx) => {
        if (!isId(id)) throw notFound("order");
        const done = await giveBack(tx, deps, refund);
        eventId = done.eventId;
        return done.refunded;
      }),
    () => whyNotRefunded(deps, id),
  );
  if (eventId !== undefined) {
    deps.metrics.count("orders_refunded");
    deps.relay.exportReady(eventId);
  }
  return refunded;
}

/** Locks rows in the order of all transactions: order, session, account, products by id, coupon. */
async function giveBack(
  tx: Transaction,
  deps: RefundDeps,
  asked: Acting & { id: string; reason: string },
): Promise<{ refunded: Refunded; eventId: string }> {
  const { id, actorId, sessionId, reason } = asked;
  const refundedAt = deps.clock.now();
  const [order] = await tx.order.updateManyAndReturn({
    where: { id, status: "PAID" },
    data: { status: "REFUNDED", refundedAt },
  });
  if (!order) throw new MissedWrite();
  const { userId, issuedCouponId } = order;
  const amount = Number(order.total);
  requireRoleForMuch(asked, "order.refundMuch", amount);
  await requirePassword(tx, deps, { sessionId, won: amount });

  const credit = { userId, amount, kind: "REFUND", createdAt: refundedAt, orderId: id } as const;
  const credited = amount > 0 ? await creditAccount(tx, credit) : null;

  const lines = await tx.orderLine.findMany({
    where: { orderId: id },
    orderBy: { productId: "asc" },
  });
  for (const { productId, quantity } of lines) {
    await tx.product.update({
      where: { id: productId },
      data: { stock: { increment: quantity } },
    });
  }
  if (issuedCouponId !== null) {
    await tx.issuedCoupon.update({ where: { id: issuedCouponId }, data: { usedAt: null } });
  }
  await tx.refund.create({
    data: {
      orderId: id,
      userId,
      amount,
      entryNumber: credited?.number,
      linesOrdered: lines.length,
      linesRestocked: lines.length,
      reason,
      actorId,
      refundedAt,
    },
  });
  await writeAuditEntry(tx, deps, {
    actorId,
    action: "order.refund",
    subjectType: "order",
    subjectId: id,
    before: { status: "PAID" },
    after: { status: "REFUNDED", amount },
    reason,
  });
  const eventId = newId(deps.clock);
  await tx.outboxEvent.create({
    data: {
      id: eventId,
      type: "order.refunded",
      orderId: id,
      occurredAt: refundedAt,
      status: "PENDING",
      nextAttemptAt: refundedAt,
    },
  });
  return {
    refunded: { orderId: id, status: "REFUNDED", amount, refundedAt: refundedAt.toISOString() },
    eventId,
  };
}

async function whyNotRefunded(deps: RefundDeps, id: string): Promise<DomainError | null> {
  const order = await deps.db.client.order.findUnique({ where: { id } });
  if (!order) return notFound("order");
  if (order.status === "PAID") return null;
  const status = orderStatusAt(order, deps.clock.now());
  return new DomainError("ORDER_NOT_REFUNDABLE", `The order is ${status}.`, { status });
}
