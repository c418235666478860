import { readBalance } from "../balance/get-balance.ts";
import { whyNotUsable } from "../coupon/usable-coupon.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { explainOrRetry } from "../explain-or-retry.ts";
import { isId } from "../ids.ts";
import { orderStatusAt } from "../order/order-status.ts";
import { whyOutOfStock } from "../product/out-of-stock.ts";
import { payOnPostgresql } from "./pay-postgresql.ts";
import { payOnSqlite } from "./pay-sqlite.ts";
import type { Payment } from "./schema.ts";

type PayDeps = Pick<Deps, "db" | "clock" | "metrics" | "relay">;

/**
 * Pays a pending order from the balance. One transaction claims the order, takes balance, stock and
 * coupon, and stores payment, ledger entry and outbox row; or nothing changes at all. The export is
 * woken after the commit.
 * @throws DomainError NOT_FOUND | ORDER_NOT_PAYABLE | ORDER_EXPIRED | INSUFFICIENT_BALANCE |
 *   OUT_OF_STOCK | COUPON_NOT_USABLE | IDEMPOTENCY_KEY_REUSED
 */
export async function payOrder(
  deps: PayDeps,
  { id, userId, idempotencyKey }: { id: string; userId: string; idempotencyKey?: string },
): Promise<Payment> {
  const call = { userId, key: idempotencyKey, operation: "payOrder", input: { id } };
  const { db } = deps;
  const { payment, eventId } = await explainOrRetry(
    () =>
      db.postgresql
        ? payOnPostgresql(deps, db.postgresql, id, call)
        : payOnSqlite(deps, db.sqlite, id, call),
    () => whyNotPaid(deps, { id, userId }),
  );
  if (eventId !== undefined) {
    deps.metrics.count("orders_paid");
    deps.relay.exportReady(eventId);
  }
  return payment;
}

/** The first refusal in the spec's order; null when the reason is gone by now. */
async function whyNotPaid(
  deps: PayDeps,
  { id, userId }: { id: string; userId: string },
): Promise<DomainError | null> {
  if (!isId(id)) return notFound("order");
  const order = await deps.db.client.order.findUnique({
    where: { id, userId },
    include: { lines: { include: { product: { select: { stock: true } } } }, coupon: true },
  });
  if (!order) return notFound("order");
  const now = deps.clock.now();
  const status = orderStatusAt(order, now);
  if (status === "EXPIRED") {
    return new DomainError("ORDER_EXPIRED", "The order has expired. Nothing was paid.");
  }
  if (status !== "PENDING") {
    return new DomainError("ORDER_NOT_PAYABLE", `The order is ${status}.`, { status });
  }
  const total = Number(order.total);
  const balance = await readBalance(deps.db.client, userId);
  if (balance < total) {
    return new DomainError("INSUFFICIENT_BALANCE", "The balance is too low. Nothing was paid.", {
      balance,
      total,
      shortBy: total - balance,
    });
  }
  const stock = new Map(order.lines.map((line) => [line.productId, line.product.stock]));
  return whyOutOfStock(order.lines, stock) ?? (order.coupon && whyNotUsable(order.coupon, now));
}
