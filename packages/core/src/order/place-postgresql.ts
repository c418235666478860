import { batched } from "@sunchak/db";
import { type Calls, statements } from "@sunchak/db/statements";
import { IDEMPOTENCY_WINDOW_MS, keyOf } from "../idempotency/idempotently.ts";
import { newId } from "../ids.ts";
import { expiryOf } from "./order-status.ts";
import type { Placement } from "./placement.ts";
import type { PlacedOrder } from "./schema.ts";

/** Does what place.sql says. Null for an order that was not placed. */
export const placeOnPostgresql = batched<Placement, PlacedOrder | null>(
  async (postgresql, placements) => {
    let ids: string[] = [];
    const text = statements["order/place"];
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
  },
);

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
