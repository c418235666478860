import { readBalance } from "../balance/get-balance.ts";
import type { Deps } from "../deps.ts";
import { type IdempotentCall, idempotently } from "../idempotency/idempotently.ts";
import { newId } from "../ids.ts";
import { expiryOf } from "./order-status.ts";
import { quoteOrder } from "./quote-order.ts";
import type { OrderRequest, PlacedOrder } from "./schema.ts";
import { toOrder } from "./to-order.ts";

/** Quotes and stores an order in one transaction. @throws what {@link quoteOrder} does. */
export function placeOnSqlite(
  deps: Pick<Deps, "db" | "clock" | "config">,
  request: OrderRequest,
  call: IdempotentCall,
): Promise<PlacedOrder> {
  const { userId } = call;
  return idempotently(deps, call, async (tx) => {
    const now = deps.clock.now();
    const { lines, subtotal, discount } = await quoteOrder(
      tx,
      { ...request, userId },
      now,
      deps.config,
    );
    const row = await tx.order.create({
      data: {
        id: newId(deps.clock),
        userId,
        status: "PENDING",
        subtotal,
        discount,
        total: subtotal - discount,
        issuedCouponId: request.issuedCouponId,
        createdAt: now,
        expiresAt: expiryOf(deps.config, now),
      },
    });
    const rows = lines.map(({ stock: _, ...line }, position) => ({
      orderId: row.id,
      position,
      ...line,
    }));
    await tx.orderLine.createMany({ data: rows });
    const stored = rows.map((line) => ({
      ...line,
      unitPrice: BigInt(line.unitPrice),
      amount: BigInt(line.amount),
    }));
    const balance = await readBalance(tx, userId);
    return { ...toOrder({ ...row, lines: stored }, now), balance };
  });
}
