import { batched, TRANSACTION_TIMEOUT_MS } from "@sunchak/db";
import { type Calls, statements } from "@sunchak/db/statements";
import { IDEMPOTENCY_WINDOW_MS, keyOf } from "../idempotency/idempotently.ts";
import { newOrderNumber } from "./order-number.ts";
import type { PayCall } from "./pay-call.ts";
import type { Payment } from "./schema.ts";

/**
 * Does what pay.sql says. Null for an order that could not be paid.
 * @throws the constraint's error when something was missing; nothing has changed then.
 */
export const payOnPostgresql = batched<PayCall, Payment | null>(async (postgresql, calls) => {
  const text = statements["payment/pay"];
  const rows = await postgresql.query<{ eventId: string; answer: string }>(text, () => [
    calls.map((each) => JSON.stringify(toCall(each))),
    IDEMPOTENCY_WINDOW_MS,
    TRANSACTION_TIMEOUT_MS,
  ]);
  const answers = new Map(rows.map(({ eventId, answer }) => [eventId, answer]));
  return calls.map(({ eventId }) => JSON.parse(answers.get(eventId) ?? "null"));
});

function toCall({ clock, call, orderId, eventId }: PayCall): Calls["payment/pay"] {
  const now = clock.now();
  return {
    user_id: call.userId,
    order_id: orderId,
    order_number: newOrderNumber(now),
    event_id: eventId,
    now,
    paid_at: now.toISOString(),
    ...keyOf(call),
  };
}
