import type { Deps } from "../deps.ts";
import { overdueAt } from "./order-status.ts";

/** Marks the pending orders past their time as EXPIRED. @returns how many. */
export async function expireOrders(deps: Pick<Deps, "db" | "clock">): Promise<number> {
  const now = deps.clock.now();
  const { count } = await deps.db.transaction((tx) =>
    tx.order.updateMany({
      where: overdueAt(now),
      data: { status: "EXPIRED", closedAt: now },
    }),
  );
  return count;
}
