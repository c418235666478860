import type { Prisma } from "@sunchak/db";
import type { PaidOrder } from "./export-body.ts";

/** A worker that wants an event. */
export interface Claimant {
  eventId: string;
  token: string;
  /** Where the worker would send it. */
  destination: string;
  /** Called as the transaction begins, so that waiting for a connection costs no lease time. */
  lease(): { now: Date; until: Date };
}

/** An event whose lease a worker holds; `attempts` includes the try that begins. */
export type Claim = Pick<
  Prisma.OutboxEventGetPayload<object>,
  "id" | "type" | "occurredAt" | "attempts" | "nextAttemptAt"
> & { token: string; destination: string; order: PaidOrder };

/** The claim whose event a try releases. */
export type HeldClaim = Pick<Claim, "id" | "token"> & { destination: string | null };

/** How a try ended. */
export interface TryEnd {
  endedAt: Date;
  responseStatus: number | null;
  /** The beginning of the receiver's response. */
  response: string | null;
  /** Null when the receiver took the event. */
  error: string | null;
}

/** The event's state after a try. */
export interface EventState {
  status: "PENDING" | "DELIVERED" | "DEAD";
  attempts: number;
  nextAttemptAt: Date;
  deliveredAt: Date | null;
}
