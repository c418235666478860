import { batched, callsOf } from "@sunchak/db";
import type { Claim, Claimant, Settled, Settlement, TryEnd } from "./claim.ts";
import { PAUSED_KEY } from "./delivery-pause.ts";
import { DESTINATION_KEY } from "./destination.ts";
import type { PaidOrder } from "./export-body.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";

/** Whether the caller's destination is the shop's. */
const isDestination = `
  EXISTS (SELECT 1 FROM settings WHERE key = '${DESTINATION_KEY}'
    AND value = to_json(a.destination)::text)`;

const claim = `
WITH asked AS (
  ${callsOf('"eventId" text, token text, destination text, now timestamp, until timestamp', {
    by: '"eventId"',
  })}
), claimed AS (
  UPDATE outbox_events e SET claim_token = a.token, claimed_until = a.until, attempts = e.attempts + 1
  FROM asked a
  WHERE e.id = a."eventId" AND e.status = 'PENDING' AND e.next_attempt_at <= a.now
    AND (e.claimed_until IS NULL OR e.claimed_until <= a.now)
    AND NOT EXISTS (SELECT 1 FROM settings WHERE key = '${PAUSED_KEY}' AND value = 'true')
    AND ${isDestination}
  RETURNING e.*, a.now, a.destination
), begun AS (
  INSERT INTO export_attempts (id, event_id, number, started_at, destination)
  SELECT claim_token, id, attempts, now, destination FROM claimed WHERE attempts <= ${MAX_ATTEMPTS}
)
SELECT c.claim_token AS token, c.destination, c.id, c.type, c.order_id AS "orderId",
  c.occurred_at AS "occurredAt", c.attempts, c.next_attempt_at AS "nextAttemptAt", o.order_number AS "orderNumber",
  o.user_id AS "userId", o.subtotal, o.discount, o.total, o.paid_at AS "paidAt",
  (SELECT json_agg(json_build_object('position', l.position, 'productId', l.product_id,
    'name', l.name, 'quantity', l.quantity, 'unitPrice', l.unit_price))
    FROM order_lines l WHERE l.order_id = o.id) AS lines
FROM claimed c JOIN orders o ON o.id = c.order_id`;

type Claimed = Omit<Claim, "order"> & { orderId: string } & Omit<PaidOrder, "id">;

/** Undefined for an event that could not be claimed. */
export const claimOnPostgresql = batched<Claimant, Claim | undefined>(
  async (postgresql, claimants) => {
    const rows = await postgresql.query<Claimed>(claim, () => [
      claimants.map(({ lease, ...claimant }) => JSON.stringify({ ...claimant, ...lease() })),
    ]);
    const claims = new Map(rows.map((row) => [row.token, toClaim(row)]));
    return claimants.map(({ token }) => claims.get(token));
  },
);

function toClaim({
  token,
  destination,
  id,
  type,
  occurredAt,
  attempts,
  nextAttemptAt,
  orderId,
  ...order
}: Claimed) {
  const event = { id, type, occurredAt, attempts, nextAttemptAt };
  return { token, destination, ...event, order: { ...order, id: orderId } };
}

const settlement = `
WITH asked AS (
  ${callsOf(
    `id text, token text, destination text, "endedAt" timestamp, "responseStatus" int,
    response text, error text, status text, attempts int, "nextAttemptAt" timestamp,
    "deliveredAt" timestamp`,
    { by: "id" },
  )}
), ended AS (
  UPDATE export_attempts t SET ended_at = a."endedAt", response_status = a."responseStatus",
    response = a.response, error = a.error
  FROM asked a WHERE t.id = a.token
)
UPDATE outbox_events e SET status = a.status, attempts = a.attempts,
  next_attempt_at = a."nextAttemptAt", delivered_at = a."deliveredAt", last_error = a.error,
  response_status = a."responseStatus", claim_token = NULL, claimed_until = NULL
FROM asked a WHERE e.id = a.id AND e.claim_token = a.token
  AND (a.destination IS NULL OR ${isDestination})
RETURNING a.token`;

/** Whether the claim still held the event, and its destination was still the shop's. */
export const settleOnPostgresql = batched<Settled & TryEnd & Settlement, boolean>(
  async (postgresql, ends) => {
    const rows = await postgresql.query<{ token: string }>(settlement, () => [
      ends.map((end) => JSON.stringify(end)),
    ]);
    const settled = new Set(rows.map(({ token }) => token));
    return ends.map(({ token }) => settled.has(token));
  },
);
