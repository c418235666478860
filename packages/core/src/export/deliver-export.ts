import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import type { Claim, EventState, TryEnd } from "./claim.ts";
import { claimEvent, releaseClaim } from "./claim-event.ts";
import { adoptDestination, findDestination } from "./destination.ts";
import { exportBodyOf } from "./export-body.ts";
import { MAX_ATTEMPTS, retryDelayMs } from "./retry-delay.ts";
import { DeliveryError } from "./schema.ts";

/** The longest error text that is kept, in characters. */
const ERROR_LENGTH = 200;

/**
 * What became of an event. `not-due`: there is nothing for this worker to do. The event is unknown,
 * delivered, dead, held by another worker or for another destination, or delivery is paused.
 */
export type DeliveryOutcome =
  | { outcome: "delivered" }
  /** `nextAttemptAt` is ISO 8601. */
  | { outcome: "retry"; nextAttemptAt: string }
  | { outcome: "dead" }
  /** Nothing was tried, because the event is not due yet; `nextAttemptAt` is ISO 8601. */
  | { outcome: "early"; nextAttemptAt: string }
  | { outcome: "not-due" };

const notDue: DeliveryOutcome = { outcome: "not-due" };

/** What a delivery needs of the process. */
export type DeliverDeps = Pick<Deps, "db" | "clock" | "log" | "metrics" | "dataPlatform">;

/** The result of one try. */
type TryResult = Omit<TryEnd, "endedAt">;
type Failure = TryResult & { error: string };

/**
 * Tries once to deliver one outbox event to the data platform. Delivery is at least once: when a
 * worker dies during a try, its lease expires, and the next try sends the same id. After a failed
 * try the event waits with backoff; after the tenth it is DEAD. Every try leaves a row. In a shop
 * without a destination, the first delivery makes this process's destination the shop's.
 */
export async function deliverExport(
  deps: DeliverDeps,
  { eventId }: { eventId: string },
): Promise<DeliveryOutcome> {
  if (!isId(eventId)) return notDue;
  const claim = await claimOrAdopt(deps, eventId);
  if (!claim) return earlyOrNotDue(deps, eventId);
  if (claim.attempts > MAX_ATTEMPTS) {
    return bury(deps, claim, failed("The worker stopped during the last try."));
  }
  const result = await send(deps, claim);
  if (!isFailure(result)) return complete(deps, claim, result);
  deps.metrics.count("exports_failed");
  deps.log.warn(
    { eventId, attempt: claim.attempts, status: result.responseStatus, reason: result.error },
    "the data platform did not take an event",
  );
  return claim.attempts < MAX_ATTEMPTS ? postpone(deps, claim, result) : bury(deps, claim, result);
}

async function claimOrAdopt(deps: DeliverDeps, eventId: string): Promise<Claim | undefined> {
  const { destination } = deps.dataPlatform;
  if (destination === null) return undefined;
  const claim = await claimEvent(deps, { eventId, destination });
  if (claim || (await findDestination(deps.db.client)) !== null) return claim;
  await adoptDestination(deps, destination);
  return claimEvent(deps, { eventId, destination });
}

/** Why an event could not be claimed: a caller that is only too early may try again. */
async function earlyOrNotDue(deps: DeliverDeps, id: string): Promise<DeliveryOutcome> {
  const event = await deps.db.client.outboxEvent.findUnique({
    where: { id, status: "PENDING", nextAttemptAt: { gt: deps.clock.now() } },
    select: { nextAttemptAt: true },
  });
  return event ? { outcome: "early", nextAttemptAt: event.nextAttemptAt.toISOString() } : notDue;
}

/** Sends outside any transaction. Never throws: a failure is a result, too. */
async function send(deps: DeliverDeps, claim: Claim): Promise<TryResult> {
  try {
    const body = exportBodyOf(claim, claim.order);
    const { status, response = null } = await deps.dataPlatform.send(body);
    return { responseStatus: status, response, error: null };
  } catch (error) {
    if (error instanceof DeliveryError) return failed(error.message, error);
    deps.log.error({ eventId: claim.id, err: error }, "an event could not be built or sent");
    return failed("The event could not be built or sent.");
  }
}

const failed = (error: string, { status, response }: Partial<DeliveryError> = {}): Failure => ({
  error: error.slice(0, ERROR_LENGTH),
  responseStatus: status ?? null,
  response: response ?? null,
});

const isFailure = (result: TryResult): result is Failure => result.error !== null;

async function complete(
  deps: DeliverDeps,
  claim: Claim,
  result: TryResult,
): Promise<DeliveryOutcome> {
  const deliveredAt = deps.clock.now();
  if (await release(deps, claim, result, { status: "DELIVERED", deliveredAt })) {
    deps.metrics.count("exports_delivered");
    return { outcome: "delivered" };
  }
  return notDue;
}

async function postpone(deps: DeliverDeps, claim: Claim, why: Failure): Promise<DeliveryOutcome> {
  const nextAttemptAt = new Date(deps.clock.now().getTime() + retryDelayMs(claim.attempts));
  if (!(await release(deps, claim, why, { nextAttemptAt }))) return notDue;
  return { outcome: "retry", nextAttemptAt: nextAttemptAt.toISOString() };
}

async function bury(deps: DeliverDeps, claim: Claim, why: Failure): Promise<DeliveryOutcome> {
  const attempts = MAX_ATTEMPTS;
  if (!(await release(deps, claim, why, { status: "DEAD", attempts }))) return notDue;
  deps.metrics.count("exports_dead");
  deps.log.error(
    { eventId: claim.id, reason: why.error },
    "an event is dead: it waits to be replayed",
  );
  return { outcome: "dead" };
}

/**
 * Stores how the try ended, and applies `change` to the event.
 * @returns false when another worker holds the event by now, or the shop's destination has changed.
 */
async function release(
  deps: DeliverDeps,
  claim: Claim,
  result: TryResult,
  change: Partial<EventState>,
): Promise<boolean> {
  const { attempts, nextAttemptAt } = claim;
  const unchanged: EventState = { status: "PENDING", attempts, nextAttemptAt, deliveredAt: null };
  const end = { ...result, endedAt: deps.clock.now() };
  if (await releaseClaim(deps, claim, end, { ...unchanged, ...change })) return true;
  // If this worker still holds the event, the shop's destination has changed. The event then has
  // all its tries again.
  await releaseClaim(deps, { ...claim, destination: null }, end, { ...unchanged, attempts: 0 });
  return false;
}
