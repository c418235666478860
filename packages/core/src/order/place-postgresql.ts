import { batched, type Postgresql } from "@sunchak/db";
import { type Calls, statements } from "@sunchak/db/statements";
import type { Deps } from "../deps.ts";
import { explainOrRetry, MissedWrite } from "../explain-or-retry.ts";
import {
  findKept,
  IDEMPOTENCY_WINDOW_MS,
  type IdempotentCall,
  keyOf,
} from "../idempotency/idempotently.ts";
import { isId, newId } from "../ids.ts";
import { expiryOf } from "./order-status.ts";
import { quoteOrder } from "./quote-order.ts";
import type { OrderRequest, PlacedOrder } from "./schema.ts";

const text = statements["order/place"];

interface Placement {
  deps: Pick<Deps, "clock" | "config">;
  call: IdempotentCall;
  lines: OrderRequest["lines"];
  issuedCouponId: string | undefined;
  discount: number;
  /** The subtotal that the shopper expects, or that the discount was computed for; null for any. */
  subtotal: number | null;
}

/** Does what place.sql says. Null for an order that was not placed. */
const place = batched<Placement, PlacedOrder | null>(async (postgresql, placements) => {
  let ids: string[] = [];
  const rows = await postgresql.query<{ orderId: string; answer: string }>(text, () => {
    // Not earlier, so that an order's id and its time are of the same moment.
    ids = placements.map(({ deps }) => newId(deps.clock));
    return [
      placements.map((each, i) => JSON.stringify(toCall(each, ids[i]))),
      IDEMPOTENCY_WINDOW_MS,
    ];
  });
  const answers = new Map(rows.map(({ orderId, answer }) => [orderId, answer]));
  return ids.map((id) => JSON.parse(answers.get(id) ?? "null"));
});

function toCall(
  { deps, call, lines, issuedCouponId, discount, subtotal }: Placement,
  orderId: string | undefined,
): Calls["order/place"] {
  const now = deps.clock.now();
  return {
    user_id: call.userId,
    order_id: orderId,
    lines,
    discount,
    wanted_subtotal: subtotal,
    max_balance: deps.config.maxBalance,
    issued_coupon_id: issuedCouponId,
    now,
    placed_at: now.toISOString(),
    expires_at: expiryOf(deps.config, now).toISOString(),
    ...keyOf(call),
  };
}

/**
 * Places an order with one statement, which it shares with the orders of the same moment. For an
 * order with a coupon it reads the discount first: the discount's rules are not in the statement.
 * @throws what {@link quoteOrder} does.
 */
export function placeOnPostgresql(
  deps: Pick<Deps, "db" | "clock" | "config">,
  postgresql: Postgresql,
  request: OrderRequest,
  call: IdempotentCall,
): Promise<PlacedOrder> {
  const { userId } = call;
  const { lines, issuedCouponId, expectedTotal } = request;

  const placeFor = (discount: number, subtotal: number | null) =>
    place(postgresql, { deps, call, lines, issuedCouponId, discount, subtotal });

  const attempt = async (): Promise<PlacedOrder> => {
    if (issuedCouponId === undefined && lines.every(({ productId }) => isId(productId))) {
      // Without a discount, the expected total is the expected subtotal.
      const placed = await placeFor(0, expectedTotal ?? null);
      if (placed) return placed;
    }
    const now = deps.clock.now();
    const { client } = deps.db;
    const kept = await findKept<PlacedOrder>(client, call, now);
    if (kept) return kept.response;
    const { discount, subtotal } = await quoteOrder(
      client,
      { ...request, userId },
      now,
      deps.config,
    );
    const placed = await placeFor(discount, subtotal);
    if (!placed) throw new MissedWrite();
    return placed;
  };
  return explainOrRetry(attempt, async () => null);
}
