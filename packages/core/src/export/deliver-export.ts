import { randomUUID } from "node:crypto";
import type { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { isDeliveryPaused } from "./delivery-pause.ts";
import { exportBodyOf } from "./export-body.ts";
import { MAX_ATTEMPTS, retryDelayMs } from "./retry-delay.ts";
import { DeliveryError } from "./schema.ts";

/** How long a worker has an event to itself: three times the ten seconds of one try. */
export const LEASE_MS = 30_000;

/** The longest error text that is kept, in characters. */
const ERROR_LENGTH = 200;

/**
 * What became of an event. `not-due`: nothing to do, or not for this worker: unknown, delivered,
 * dead, waiting for its time, another worker's by now, or delivery is paused.
 */
export type DeliveryOutcome =
  | { outcome: "delivered" }
  /** `nextAttemptAt` is ISO 8601. */
  | { outcome: "retry"; nextAttemptAt: string }
  | { outcome: "dead" }
  | { outcome: "not-due" };

/** What a delivery needs of the process. */
export type DeliverDeps = Pick<Deps, "db" | "clock" | "log" | "metrics" | "dataPlatform">;

type OutboxEvent = Prisma.OutboxEventGetPayload<object>;
type Claim = OutboxEvent & { claimToken: string };
type Answer = { taken: true; status: number | null } | ({ taken: false } & Failure);
type Failure = { error: string; status: number | null };

/** Which events a worker may claim. */
export const dueAt = (now: Date) =>
  ({
    status: "PENDING",
    nextAttemptAt: { lte: now },
    OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }],
  }) satisfies Prisma.OutboxEventWhereInput;

/**
 * Tries once to deliver one event of the outbox to the data platform. Delivery is at least once: a
 * worker that dies on the way leaves a lease that lapses, and the next try carries the same id. A
 * failed try is put off with backoff, the tenth leaves the event DEAD.
 */
export async function deliverExport(
  deps: DeliverDeps,
  { eventId }: { eventId: string },
): Promise<DeliveryOutcome> {
  const mayClaim = isId(eventId) && !(await isDeliveryPaused(deps));
  const claim = mayClaim ? await claimEvent(deps, eventId) : undefined;
  if (!claim) return { outcome: "not-due" };
  if (claim.attempts > MAX_ATTEMPTS) {
    return bury(deps, claim, { error: "The worker stopped during the last try.", status: null });
  }
  const answer = await send(deps, claim);
  if (answer.taken) return complete(deps, claim, answer.status);
  deps.metrics.count("exports_failed");
  deps.log.warn(
    { eventId, attempt: claim.attempts, status: answer.status, reason: answer.error },
    "the data platform did not take an event",
  );
  return claim.attempts < MAX_ATTEMPTS ? postpone(deps, claim, answer) : bury(deps, claim, answer);
}

/**
 * Takes the lease by one conditional UPDATE, atomic on both databases: of several workers at once
 * one finds the row. The try is counted here, so that one that kills its worker counts too.
 */
async function claimEvent(deps: DeliverDeps, id: string): Promise<Claim | undefined> {
  const now = deps.clock.now();
  const claimToken = randomUUID();
  const [event] = await deps.db.client.outboxEvent.updateManyAndReturn({
    where: { id, ...dueAt(now) },
    data: {
      claimToken,
      claimedUntil: new Date(now.getTime() + LEASE_MS),
      attempts: { increment: 1 },
    },
  });
  return event && { ...event, claimToken };
}

/** Sends outside any transaction; every failure is an answer. */
async function send(deps: DeliverDeps, event: OutboxEvent): Promise<Answer> {
  try {
    const order = await deps.db.client.order.findUniqueOrThrow({
      where: { id: event.orderId },
      include: { lines: true },
    });
    const { status } = await deps.dataPlatform.send(exportBodyOf(event, order));
    return { taken: true, status };
  } catch (error) {
    if (error instanceof DeliveryError) {
      return { taken: false, error: error.message, status: error.status ?? null };
    }
    deps.log.error({ eventId: event.id, err: error }, "an event could not be built or sent");
    return { taken: false, error: "The event could not be built or sent.", status: null };
  }
}

async function complete(
  deps: DeliverDeps,
  claim: Claim,
  responseStatus: number | null,
): Promise<DeliveryOutcome> {
  const ours = await settle(deps, claim, {
    status: "DELIVERED",
    deliveredAt: deps.clock.now(),
    lastError: null,
    responseStatus,
  });
  if (!ours) return { outcome: "not-due" };
  deps.metrics.count("exports_delivered");
  return { outcome: "delivered" };
}

async function postpone(
  deps: DeliverDeps,
  claim: Claim,
  failure: Failure,
): Promise<DeliveryOutcome> {
  const nextAttemptAt = new Date(deps.clock.now().getTime() + retryDelayMs(claim.attempts));
  const ours = await settle(deps, claim, { nextAttemptAt, ...lastFailure(failure) });
  return ours
    ? { outcome: "retry", nextAttemptAt: nextAttemptAt.toISOString() }
    : { outcome: "not-due" };
}

async function bury(deps: DeliverDeps, claim: Claim, failure: Failure): Promise<DeliveryOutcome> {
  const ours = await settle(deps, claim, {
    status: "DEAD",
    attempts: MAX_ATTEMPTS,
    ...lastFailure(failure),
  });
  if (!ours) return { outcome: "not-due" };
  deps.metrics.count("exports_dead");
  deps.log.error(
    { eventId: claim.id, reason: failure.error },
    "an event is dead: it waits to be replayed",
  );
  return { outcome: "dead" };
}

const lastFailure = ({ error, status }: Failure) => ({
  lastError: error.slice(0, ERROR_LENGTH),
  responseStatus: status,
});

/** Writes the end of a try and gives the lease back; false when another worker has it by now. */
async function settle(
  deps: DeliverDeps,
  { id, claimToken }: Claim,
  data: Prisma.OutboxEventUpdateManyMutationInput,
): Promise<boolean> {
  const { count } = await deps.db.client.outboxEvent.updateMany({
    where: { id, claimToken },
    data: { ...data, claimToken: null, claimedUntil: null },
  });
  return count === 1;
}
