import type { Database } from "@sunchak/db";
import type { Claim, Claimant, Settlement, TryEnd } from "./claim-event.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";

// One statement each: an export runs beside payments, and an interactive transaction was seen to
// take more than twice the processor time for the same.

export async function claimOnPostgresql(
  { client }: Database,
  { eventId, token, now, until }: Claimant,
): Promise<Claim | undefined> {
  const [event] = await client.$queryRaw<Omit<Claim, "token">[]>`
    WITH claimed AS (
      UPDATE outbox_events
      SET claim_token = ${token}, claimed_until = ${until}, attempts = attempts + 1
      WHERE id = ${eventId} AND status = 'PENDING' AND next_attempt_at <= ${now}
        AND (claimed_until IS NULL OR claimed_until <= ${now})
      RETURNING *
    ), begun AS (
      INSERT INTO export_attempts (id, event_id, number, started_at)
      SELECT claim_token, id, attempts, ${now} FROM claimed WHERE attempts <= ${MAX_ATTEMPTS}
    )
    SELECT id, type, order_id AS "orderId", occurred_at AS "occurredAt", attempts,
      next_attempt_at AS "nextAttemptAt"
    FROM claimed`;
  return event && { ...event, token };
}

export async function settleOnPostgresql(
  { client }: Database,
  { id, token }: Claim,
  end: TryEnd,
  { status, attempts, nextAttemptAt, deliveredAt }: Settlement,
): Promise<boolean> {
  const settled = await client.$queryRaw<unknown[]>`
    WITH ended AS (
      UPDATE export_attempts SET ended_at = ${end.endedAt}, response_status = ${end.responseStatus},
        response = ${end.response}, error = ${end.error}
      WHERE id = ${token}
    )
    UPDATE outbox_events SET status = ${status}, attempts = ${attempts},
      next_attempt_at = ${nextAttemptAt}, delivered_at = ${deliveredAt}, last_error = ${end.error},
      response_status = ${end.responseStatus}, claim_token = NULL, claimed_until = NULL
    WHERE id = ${id} AND claim_token = ${token}
    RETURNING id`;
  return settled.length === 1;
}
