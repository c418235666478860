import { toLedgerEntry } from "../balance/list-ledger-entries.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { findOrderedProducts } from "./list-order-cards.ts";
import { momentsOf } from "./order-moments.ts";
import { orderStatusAt } from "./order-status.ts";
import type { OrderDetail } from "./schema.ts";

/**
 * What the page of one of the shopper's own orders shows beside the order.
 * @throws DomainError NOT_FOUND, also for another's.
 */
export async function getOrderDetail(
  deps: Pick<Deps, "db" | "clock">,
  { id, userId }: { id: string; userId: string },
): Promise<OrderDetail> {
  const row = isId(id)
    ? await deps.db.client.order.findUnique({
        where: { id, userId },
        include: {
          lines: { select: { productId: true } },
          coupon: { select: { campaign: { select: { name: true, nameEn: true } } } },
          entries: { orderBy: { number: "asc" } },
        },
      })
    : null;
  if (!row) throw notFound("order");
  const productIds = row.lines.map(({ productId }) => productId);
  return {
    products: await findOrderedProducts(deps, productIds),
    coupon: row.coupon?.campaign ?? null,
    entries: row.entries.map(toLedgerEntry),
    timeline: momentsOf(row, orderStatusAt(row, deps.clock.now())).map(({ kind, at }) => ({
      kind,
      at: at.toISOString(),
    })),
  };
}
