import { randomUUID } from "node:crypto";
import type { Deps } from "../deps.ts";
import type { Claimant, EventState, HeldClaim, TryEnd } from "./claim.ts";
import { claimOnPostgresql, releaseOnPostgresql } from "./claim-postgresql.ts";
import { claimOnSqlite, releaseOnSqlite } from "./claim-sqlite.ts";

/** How long a lease lasts: three times the ten seconds that one try may take. */
export const LEASE_MS = 30_000;

/**
 * Takes the lease with one conditional UPDATE, unless delivery is paused or the shop's exports go
 * elsewhere. Of several workers at once, one finds the row. The same transaction counts the try and
 * inserts its row, so a try that kills its worker is counted and visible too. A claim beyond the
 * last try is not a try and inserts no row: it only finds that the last worker never came back.
 */
export function claimEvent(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { eventId, destination }: Pick<Claimant, "eventId" | "destination">,
) {
  const lease = () => {
    const now = clock.now();
    return { now, until: new Date(now.getTime() + LEASE_MS) };
  };
  const claimant: Claimant = { eventId, token: randomUUID(), destination, lease };
  return db.postgresql
    ? claimOnPostgresql(db.postgresql, claimant)
    : claimOnSqlite(db.sqlite, claimant);
}

/**
 * Stores the end of a try and releases the lease, in one transaction. The event changes only while
 * it carries the claim's token and the claim's destination is the shop's. The try's own row gets
 * its end even after the lease was lost: no other worker writes to it, and the receiver's response
 * stays true.
 * @param claim.destination null for a change that is right whatever the shop's destination is.
 * @returns false when another worker holds the event by now, or the shop's destination has changed.
 */
export function releaseClaim(
  { db }: Pick<Deps, "db">,
  { id, token, destination }: HeldClaim,
  end: TryEnd,
  state: EventState,
): Promise<boolean> {
  const ended = { id, token, destination, ...end, ...state };
  return db.postgresql
    ? releaseOnPostgresql(db.postgresql, ended)
    : releaseOnSqlite(db.sqlite, ended);
}
