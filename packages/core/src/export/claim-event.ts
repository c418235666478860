import { randomUUID } from "node:crypto";
import type { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { claimOnPostgresql, settleOnPostgresql } from "./claim-postgresql.ts";
import { claimOnSqlite, settleOnSqlite } from "./claim-sqlite.ts";
import type { PaidOrder } from "./export-body.ts";

/** How long a worker has an event to itself: three times the ten seconds of one try. */
export const LEASE_MS = 30_000;

/** A worker that wants an event. */
export interface Claimant {
  eventId: string;
  token: string;
  /** Where the worker would send it. */
  destination: string;
  /** Asked for when the transaction begins, however long it had to wait for a connection. */
  lease(): { now: Date; until: Date };
}

/** An event that a worker has to itself; `attempts` counts the try that begins. */
export type Claim = Pick<
  Prisma.OutboxEventGetPayload<object>,
  "id" | "type" | "occurredAt" | "attempts" | "nextAttemptAt"
> & { token: string; destination: string; order: PaidOrder };

/** The claim whose event a try settles. */
export type Settled = Pick<Claim, "id" | "token"> & { destination: string | null };

/** How a try ended. */
export interface TryEnd {
  endedAt: Date;
  responseStatus: number | null;
  /** The beginning of the receiver's answer. */
  response: string | null;
  /** Null when the receiver took the event. */
  error: string | null;
}

/** What becomes of the event after a try. */
export interface Settlement {
  status: "PENDING" | "DELIVERED" | "DEAD";
  attempts: number;
  nextAttemptAt: Date;
  deliveredAt: Date | null;
}

/**
 * Takes the lease by one conditional UPDATE, unless delivery is paused or the shop's exports go
 * elsewhere: of several workers at once one finds the row. The try is counted, and its row begun, in
 * the same transaction, so that one that kills its worker counts and is seen too. A claim beyond the
 * last try is no try and leaves no row: it only finds out that the last worker never came back.
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
  return db.postgresql ? claimOnPostgresql(db.postgresql, claimant) : claimOnSqlite(db, claimant);
}

/**
 * Writes the end of a try and gives the lease back, in one transaction. The event changes only
 * while the token is still its own and the destination the shop's. The try's own row is ended
 * whatever became of the lease: no other worker writes to it, and what the receiver answered stays
 * true.
 * @param claim.destination null for a change that is right whatever the shop's destination is.
 * @returns false when another worker has the event by now, or another destination is to get it.
 */
export function settleClaim(
  { db }: Pick<Deps, "db">,
  { id, token, destination }: Settled,
  end: TryEnd,
  settlement: Settlement,
): Promise<boolean> {
  const own = { id, token, destination };
  return db.postgresql
    ? settleOnPostgresql(db.postgresql, { ...own, ...end, ...settlement })
    : settleOnSqlite(db, own, end, settlement);
}
