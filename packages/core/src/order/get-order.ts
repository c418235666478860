import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { Order } from "./schema.ts";
import { toOrder, withLines } from "./to-order.ts";

/**
 * One of the shopper's own orders.
 * @throws DomainError NOT_FOUND, also for another's.
 */
export async function getOrder(
  deps: Pick<Deps, "db" | "clock">,
  { id, userId }: { id: string; userId: string },
): Promise<Order> {
  const row = isId(id)
    ? await deps.db.client.order.findUnique({ where: { id, userId }, include: withLines })
    : null;
  if (!row) throw notFound("order");
  return toOrder(row, deps.clock.now());
}
