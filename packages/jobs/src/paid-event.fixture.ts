import { type Deps, payOrder } from "@sunchak/core";
import { makeOrder, makeProduct, makeShopper } from "@sunchak/testing";

/** Pays an order of a new shopper. @returns its outbox event's id. */
export async function makePaidEvent(deps: Deps): Promise<string> {
  const userId = await makeShopper(deps, { balance: 100_000 });
  const productId = await makeProduct(deps);
  const orderId = await makeOrder(deps, { userId, productId, quantity: 2 });
  await payOrder(deps, { id: orderId, userId });
  const { id } = await deps.db.client.outboxEvent.findFirstOrThrow({ where: { orderId } });
  return id;
}
