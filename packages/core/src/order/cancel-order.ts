import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { getOrder } from "./get-order.ts";
import { pendingAt } from "./order-status.ts";

/**
 * Cancels the shopper's own pending order. A repeat gets the same response.
 * @throws DomainError NOT_FOUND | ORDER_NOT_CANCELLABLE
 */
export async function cancelOrder(
  deps: Pick<Deps, "db" | "clock">,
  { id, userId }: { id: string; userId: string },
): Promise<{ orderId: string; status: "CANCELLED" }> {
  await getOrder(deps, { id, userId });
  const now = deps.clock.now();
  const { count } = await deps.db.transaction((tx) =>
    tx.order.updateMany({
      where: { id, userId, ...pendingAt(now) },
      data: { status: "CANCELLED", closedAt: now },
    }),
  );
  if (count === 0) {
    const { status } = await getOrder(deps, { id, userId });
    if (status !== "CANCELLED") {
      throw new DomainError("ORDER_NOT_CANCELLABLE", `The order is ${status}.`, { status });
    }
  }
  return { orderId: id, status: "CANCELLED" };
}
