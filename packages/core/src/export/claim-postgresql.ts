import { batched } from "@sunchak/db";
import { type Calls, statements } from "@sunchak/db/statements";
import type { Claim, Claimant, EventState, HeldClaim, TryEnd } from "./claim.ts";
import { PAUSED_KEY } from "./delivery-pause.ts";
import { DESTINATION_KEY } from "./destination.ts";
import type { PaidOrder } from "./export-body.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";

type Claimed = Omit<Claim, "order"> & { orderId: string } & Omit<PaidOrder, "id">;

/** Does what claim.sql says. Undefined for an event that could not be claimed. */
export const claimOnPostgresql = batched<Claimant, Claim | undefined>(
  async (postgresql, claimants) => {
    const rows = await postgresql.query<Claimed>(statements["export/claim"], () => [
      claimants.map(({ lease, ...claimant }) => {
        const call: Calls["export/claim"] = { ...claimant, ...lease() };
        return JSON.stringify(call);
      }),
      DESTINATION_KEY,
      PAUSED_KEY,
      MAX_ATTEMPTS,
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

/**
 * Tries that were claimed together end one by one, as the receiver answers. Their ends wait this
 * long for each other, in milliseconds, because no caller waits for them.
 */
const GATHER_MS = 10;

/**
 * Does what release.sql says.
 * @returns whether the claim still held the event, and its destination was still the shop's.
 */
export const releaseOnPostgresql = batched<HeldClaim & TryEnd & EventState, boolean>(
  async (postgresql, ends) => {
    const rows = await postgresql.query<{ token: string }>(statements["export/release"], () => [
      ends.map((end: Calls["export/release"]) => JSON.stringify(end)),
      DESTINATION_KEY,
    ]);
    const released = new Set(rows.map(({ token }) => token));
    return ends.map(({ token }) => released.has(token));
  },
  { gatherMs: GATHER_MS },
);
