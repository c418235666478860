import type { Postgresql } from "@sunchak/db";
import type { Claim, Claimant, Settlement, TryEnd } from "./claim-event.ts";
import { PAUSED_KEY } from "./delivery-pause.ts";
import type { PaidOrder } from "./export-body.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";

// One statement each, because an export follows every payment and runs beside the next ones.

/** $1 is the event, $2 the token, $3 the time, $4 the end of the lease. */
const claim = `
WITH claimed AS (
  UPDATE outbox_events
  SET claim_token = $2::text, claimed_until = $4::text::timestamp, attempts = attempts + 1
  WHERE id = $1::text AND status = 'PENDING' AND next_attempt_at <= $3::text::timestamp
    AND (claimed_until IS NULL OR claimed_until <= $3::text::timestamp)
    AND NOT EXISTS (SELECT 1 FROM settings WHERE key = '${PAUSED_KEY}' AND value = 'true')
  RETURNING *
), begun AS (
  INSERT INTO export_attempts (id, event_id, number, started_at)
  SELECT claim_token, id, attempts, $3::text::timestamp FROM claimed WHERE attempts <= ${MAX_ATTEMPTS}
)
SELECT c.id, c.type, c.order_id AS "orderId", c.occurred_at AS "occurredAt", c.attempts,
  c.next_attempt_at AS "nextAttemptAt", o.order_number AS "orderNumber", o.user_id AS "userId",
  o.subtotal, o.discount, o.total, o.paid_at AS "paidAt",
  (SELECT json_agg(json_build_object('position', l.position, 'productId', l.product_id,
    'name', l.name, 'quantity', l.quantity, 'unitPrice', l.unit_price))
    FROM order_lines l WHERE l.order_id = o.id) AS lines
FROM claimed c JOIN orders o ON o.id = c.order_id`;

type Claimed = Omit<Claim, "token" | "order"> & { orderId: string } & Omit<PaidOrder, "id">;

export async function claimOnPostgresql(
  postgresql: Postgresql,
  { eventId, token, now, until }: Claimant,
): Promise<Claim | undefined> {
  const [row] = await postgresql.query<Claimed>(claim, () => [
    eventId,
    token,
    now.toISOString(),
    until.toISOString(),
  ]);
  if (!row) return undefined;
  const { id, type, occurredAt, attempts, nextAttemptAt, orderId, ...order } = row;
  return { id, type, occurredAt, attempts, nextAttemptAt, token, order: { ...order, id: orderId } };
}

/** $1 is the event, $2 the token, $3 to $6 the end of the try, $7 to $10 what becomes of the event. */
const settlement = `
WITH ended AS (
  UPDATE export_attempts
  SET ended_at = $3::text::timestamp, response_status = $4::int, response = $5::text, error = $6::text
  WHERE id = $2::text
)
UPDATE outbox_events SET status = $7::text, attempts = $8::int,
  next_attempt_at = $9::text::timestamp, delivered_at = $10::text::timestamp, last_error = $6::text,
  response_status = $4::int, claim_token = NULL, claimed_until = NULL
WHERE id = $1::text AND claim_token = $2::text
RETURNING id`;

export async function settleOnPostgresql(
  postgresql: Postgresql,
  { id, token }: Claim,
  { endedAt, responseStatus, response, error }: TryEnd,
  { status, attempts, nextAttemptAt, deliveredAt }: Settlement,
): Promise<boolean> {
  const settled = await postgresql.query(settlement, () => [
    id,
    token,
    endedAt.toISOString(),
    responseStatus,
    response,
    error,
    status,
    attempts,
    nextAttemptAt.toISOString(),
    deliveredAt?.toISOString() ?? null,
  ]);
  return settled.length === 1;
}
