import type { Sqlite, SqliteStatements } from "@sunchak/db";
import type { Claim, Claimant, EventState, HeldClaim, TryEnd } from "./claim.ts";
import { PAUSED_KEY } from "./delivery-pause.ts";
import { DESTINATION_KEY } from "./destination.ts";
import type { PaidOrder } from "./export-body.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";

/** Does what claim.sql does on PostgreSQL. Undefined for an event that could not be claimed. */
export function claimOnSqlite(
  sqlite: Sqlite,
  { eventId, token, destination, lease }: Claimant,
): Promise<Claim | undefined> {
  return sqlite.write((statements) => {
    const { all, run } = statements;
    const { now, until } = lease();
    const [event] = all<Omit<Claim, "order" | "token" | "destination"> & { orderId: string }>`
      UPDATE outbox_events SET claim_token = ${token}, claimed_until = ${until},
        attempts = attempts + 1
      WHERE id = ${eventId} AND status = 'PENDING' AND next_attempt_at <= ${now}
        AND (claimed_until IS NULL OR claimed_until <= ${now})
        AND NOT EXISTS (SELECT 1 FROM settings WHERE key = ${PAUSED_KEY} AND value = 'true')
        AND EXISTS (SELECT 1 FROM settings
          WHERE key = ${DESTINATION_KEY} AND value = ${JSON.stringify(destination)})
      RETURNING id, type, occurred_at AS "occurredAt", attempts,
        next_attempt_at AS "nextAttemptAt", order_id AS "orderId"`;
    if (!event) return undefined;
    if (event.attempts <= MAX_ATTEMPTS) {
      run`
        INSERT INTO export_attempts (id, event_id, number, started_at, destination)
        VALUES (${token}, ${eventId}, ${event.attempts}, ${now}, ${destination})`;
    }
    const { orderId, ...claimed } = event;
    return { ...claimed, token, destination, order: readOrder(statements, orderId) };
  });
}

function readOrder({ all }: SqliteStatements, orderId: string): PaidOrder {
  const [order] = all<Omit<PaidOrder, "lines">>`
    SELECT id, order_number AS "orderNumber", user_id AS "userId", subtotal, discount, total,
      paid_at AS "paidAt"
    FROM orders WHERE id = ${orderId}`;
  if (!order) throw new Error("An event's order is missing.");
  const lines = all<PaidOrder["lines"][number]>`
    SELECT position, product_id AS "productId", name, quantity, unit_price AS "unitPrice"
    FROM order_lines WHERE order_id = ${orderId}`;
  return { ...order, lines };
}

/**
 * Does what release.sql does on PostgreSQL.
 * @returns whether the claim still held the event, and its destination was still the shop's.
 */
export function releaseOnSqlite(
  sqlite: Sqlite,
  { id, token, destination, ...end }: HeldClaim & TryEnd & EventState,
): Promise<boolean> {
  const { endedAt, responseStatus, response, error } = end;
  const shops = JSON.stringify(destination);
  return sqlite.write(({ run }) => {
    run`
      UPDATE export_attempts SET ended_at = ${endedAt}, response_status = ${responseStatus},
        response = ${response}, error = ${error}
      WHERE id = ${token}`;
    const released = run`
      UPDATE outbox_events SET status = ${end.status}, attempts = ${end.attempts},
        next_attempt_at = ${end.nextAttemptAt}, delivered_at = ${end.deliveredAt},
        last_error = ${error}, response_status = ${responseStatus}, claim_token = NULL,
        claimed_until = NULL
      WHERE id = ${id} AND claim_token = ${token} AND (${destination} IS NULL
        OR EXISTS (SELECT 1 FROM settings WHERE key = ${DESTINATION_KEY} AND value = ${shops}))`;
    return released === 1;
  });
}
