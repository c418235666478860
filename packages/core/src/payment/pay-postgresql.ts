import {
  batched,
  isConstraintViolation,
  type Postgresql,
  TRANSACTION_TIMEOUT_MS,
} from "@sunchak/db";
import { type Calls, statements } from "@sunchak/db/statements";
import type { Deps } from "../deps.ts";
import { MissedWrite } from "../explain-or-retry.ts";
import {
  findKept,
  IDEMPOTENCY_WINDOW_MS,
  type IdempotentCall,
  keyOf,
} from "../idempotency/idempotently.ts";
import { isId, newId } from "../ids.ts";
import { newOrderNumber } from "./order-number.ts";
import type { Paid, Payment } from "./schema.ts";

const text = statements["payment/pay"];

interface PayCall {
  clock: Deps["clock"];
  call: IdempotentCall;
  orderId: string;
  eventId: string;
}

/** Does what pay.sql says. Null for an order that could not be paid. */
const pay = batched<PayCall, Payment | null>(async (postgresql, calls) => {
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

/**
 * Pays an order with one statement, which it shares with the payments of the same moment.
 * @throws MissedWrite when anything was missing; nothing has changed then.
 * @throws DomainError IDEMPOTENCY_KEY_REUSED
 */
export async function payOnPostgresql(
  { db, clock }: Pick<Deps, "db" | "clock">,
  postgresql: Postgresql,
  orderId: string,
  call: IdempotentCall,
): Promise<Paid> {
  const eventId = newId(clock);
  let missing: unknown;
  try {
    const payment = isId(orderId) ? await pay(postgresql, { clock, call, orderId, eventId }) : null;
    if (payment) return { payment, eventId };
  } catch (error) {
    if (!isConstraintViolation(error)) throw error;
    missing = error;
  }
  const kept = await findKept<Payment>(db.client, call, clock.now());
  if (kept) return { payment: kept.response };
  throw new MissedWrite(missing);
}
