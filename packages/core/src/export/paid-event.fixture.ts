import { type Deps, payOrder } from "@sunchak/core";
import { makeOrder, makeProduct, makeShopper } from "@sunchak/testing";

/** Pays an order of a new shopper, without waking the export. @returns its outbox event's id. */
export async function makePaidEvent(deps: Deps): Promise<{ eventId: string; orderId: string }> {
  const userId = await makeShopper(deps, { balance: 100_000 });
  const productId = await makeProduct(deps);
  const orderId = await makeOrder(deps, { userId, productId, quantity: 2 });
  await payOrder(deps, { id: orderId, userId });
  const { id } = await deps.db.client.outboxEvent.findFirstOrThrow({
    where: { orderId, type: "order.paid" },
  });
  return { eventId: id, orderId };
}

/** A data platform that answers as told, and the ids that it was sent. */
export function platformThat(answer: () => Promise<{ status: number | null }>) {
  const sent: string[] = [];
  return {
    sent,
    send: (body: { id: string }) => {
      sent.push(body.id);
      return answer();
    },
  };
}

export const taken = async () => ({ status: 202 });
