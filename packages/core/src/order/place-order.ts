import type { Deps } from "../deps.ts";
import { explainOrRetry, MissedWrite } from "../explain-or-retry.ts";
import { findKept, type IdempotentCall } from "../idempotency/idempotently.ts";
import { isId } from "../ids.ts";
import { placeOnPostgresql } from "./place-postgresql.ts";
import { placeOnSqlite } from "./place-sqlite.ts";
import { quoteOrder } from "./quote-order.ts";
import type { OrderRequest, PlacedOrder, PlaceOrder } from "./schema.ts";

type PlaceDeps = Pick<Deps, "db" | "clock" | "config" | "metrics">;

/**
 * Places a PENDING order at the current prices. Stock and coupon are checked here, not taken.
 * @returns the order and the current balance, all that paying needs.
 * @throws DomainError NOT_FOUND (details.productId for a product) | OUT_OF_STOCK |
 *   COUPON_NOT_USABLE | ORDER_EXCEEDS_MAX_BALANCE | PRICE_CHANGED | IDEMPOTENCY_KEY_REUSED
 */
export async function placeOrder(
  deps: PlaceDeps,
  { userId, idempotencyKey, ...input }: PlaceOrder & { userId: string },
): Promise<PlacedOrder> {
  const call = { userId, key: idempotencyKey, operation: "placeOrder", input };
  const placed = await explainOrRetry(
    () => tryToPlace(deps, input, call),
    async () => null,
  );
  deps.metrics.count("orders_placed");
  return placed;
}

/**
 * Places an order by one write, which it shares with the orders of the same moment. For an order
 * with a coupon it reads the discount first: the discount's rules are not in the write.
 * @throws MissedWrite when something changed between the two.
 * @throws what {@link quoteOrder} does.
 */
async function tryToPlace(
  deps: PlaceDeps,
  request: OrderRequest,
  call: IdempotentCall,
): Promise<PlacedOrder> {
  const { db, clock, config } = deps;
  const { lines, issuedCouponId, expectedTotal } = request;
  const place = (discount: number, subtotal: number | null) => {
    const placement = { deps, call, lines, issuedCouponId, discount, subtotal };
    return db.postgresql
      ? placeOnPostgresql(db.postgresql, placement)
      : placeOnSqlite(db.sqlite, placement);
  };
  if (issuedCouponId === undefined && lines.every(({ productId }) => isId(productId))) {
    // Without a discount, the expected total is the expected subtotal.
    const placed = await place(0, expectedTotal ?? null);
    if (placed) return placed;
  }
  const now = clock.now();
  const kept = await findKept<PlacedOrder>(db.client, call, now);
  if (kept) return kept.response;
  const ordered = { ...request, userId: call.userId };
  const { discount, subtotal } = await quoteOrder(db.client, ordered, now, config);
  const placed = await place(discount, subtotal);
  if (!placed) throw new MissedWrite();
  return placed;
}
