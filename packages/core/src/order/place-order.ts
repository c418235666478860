import type { Deps } from "../deps.ts";
import { placeOnPostgresql } from "./place-postgresql.ts";
import { placeOnSqlite } from "./place-sqlite.ts";
import type { PlacedOrder, PlaceOrder } from "./schema.ts";

/**
 * Places a PENDING order at the current prices. Stock and coupon are checked here, not taken.
 * @returns the order and the current balance, all that paying needs.
 * @throws DomainError NOT_FOUND (details.productId for a product) | OUT_OF_STOCK |
 *   COUPON_NOT_USABLE | ORDER_EXCEEDS_MAX_BALANCE | PRICE_CHANGED | IDEMPOTENCY_KEY_REUSED
 */
export async function placeOrder(
  deps: Pick<Deps, "db" | "clock" | "config" | "metrics">,
  { userId, idempotencyKey, ...input }: PlaceOrder & { userId: string },
): Promise<PlacedOrder> {
  const call = { userId, key: idempotencyKey, operation: "placeOrder", input };
  const { db } = deps;
  const placed = db.postgresql
    ? await placeOnPostgresql(deps, db.postgresql, input, call)
    : await placeOnSqlite(deps, db.sqlite, input, call);
  deps.metrics.count("orders_placed");
  return placed;
}
