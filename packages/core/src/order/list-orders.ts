import type { Deps } from "../deps.ts";
import { cursorPage } from "../paging.ts";
import type { Order } from "./schema.ts";
import { toOrder, withLines } from "./to-order.ts";

/**
 * A page of the shopper's own orders, newest first; the cursor is an order's id: ids sort by time.
 */
export async function listOrders(
  deps: Pick<Deps, "db" | "clock">,
  { userId, cursor, size }: { userId: string; cursor?: string; size: number },
): Promise<{ items: Order[]; nextCursor: string | null }> {
  const now = deps.clock.now();
  const rows = await deps.db.client.order.findMany({
    where: { userId, id: { lt: cursor } },
    orderBy: { id: "desc" },
    take: size + 1,
    include: withLines,
  });
  return cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => toOrder(row, now),
  );
}
