import { setTimeout as delay } from "node:timers/promises";
import { BatchQueue, LockBusyError, type LockDriver, NotAskedError, withLock } from "@sunchak/lock";
import type { CampaignPhase } from "../campaign/schema.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { Arrival } from "./door.ts";
import {
  type Answer,
  type BatchDeps,
  type CouponRequest,
  issueBatch,
  refuseBatch,
} from "./issue-batch.ts";
import { signReceipt } from "./receipt.ts";
import type { IssuedCoupon } from "./schema.ts";

/**
 * The most requests for a campaign that wait in one process; further ones are told to retry. A
 * waiting request costs a few kilobytes; a retry costs as much work as an answer.
 */
const QUEUE_LIMIT = 20_000;
/** The most requests that share a transaction. */
const BATCH = 1_000;
/**
 * How long a process keeps the lock while requests keep arriving, in milliseconds. Clients that
 * other processes turned away retry after about as long, so the next turn serves all of them.
 */
const HOLD_MS = 1_000;
/** How long a process then leaves the lock to others, in milliseconds. */
const REST_MS = 50;
/** How long the lock of a killed process keeps the others out, in milliseconds. */
const LOCK_TTL_MS = 5_000;

type IssueDeps = BatchDeps & Pick<Deps, "lock" | "log" | "refusals">;

/** A process's state for the campaigns behind one lock driver. */
interface IssueState {
  queue: BatchQueue<CouponRequest, Answer>;
  /** The place of each request with a key, counted since its campaign's queue was last empty. */
  places: Map<string, number>;
  /** Campaigns that were not open at the last look: refusing their requests takes no lock. */
  knownClosed: Set<string>;
  /** The failure of the lock's store that was logged last. */
  loggedFailure: unknown;
}

const states = new WeakMap<LockDriver, IssueState>();

/**
 * Issues one coupon of a campaign to a user, first come first served. Requests that reach one
 * process at the same moment share one lock request and one transaction. A repeat under the key that
 * the coupon was issued with gets the same coupon again.
 * The lock only sheds load. The campaign's row, a conditional update and a unique index keep the
 * count exact, even when the lock's store is unreachable and coupons are issued without the lock.
 * @throws DomainError NOT_FOUND | COUPON_ALREADY_ISSUED | COUPON_NOT_OPEN | COUPON_SOLD_OUT |
 * COUPON_BUSY
 */
export async function issueCoupon(
  deps: IssueDeps,
  {
    id,
    arrival,
    ...asked
  }: Omit<CouponRequest, "arrivedAt"> & { id: string; arrival?: Arrival | undefined },
): Promise<IssuedCoupon> {
  if (!isId(id)) throw notFound("coupon campaign");
  const answer = await deps.door.enter(arrival, (arrivedAt) =>
    answerOf(deps, id, { ...asked, arrivedAt }),
  );
  if (!(answer instanceof DomainError)) {
    const { issuedCouponId, couponId, expiresAt, ...line } = answer;
    const receipt = await signReceipt(deps.signer, couponId, line);
    return { issuedCouponId, couponId, expiresAt, number: line.number, receipt };
  }
  deps.refusals?.add(id, answer.code);
  if (answer.code === "COUPON_BUSY") deps.metrics.count("coupon_lock_busy");
  throw answer;
}

async function answerOf(deps: IssueDeps, id: string, request: CouponRequest): Promise<Answer> {
  const state = stateOf(deps.lock);
  const { answered, waiting } = state.queue.progressOf(id);
  const place = placeKey(id, request.idempotencyKey);
  if (place) state.places.set(place, answered + waiting);
  try {
    return await state.queue.ask(id, request, () => serveCampaign(deps, state, id));
  } catch (error) {
    if (!(error instanceof LockBusyError)) throw error;
    return new DomainError(
      "COUPON_BUSY",
      "Too many people want this coupon now. Try again in a moment.",
      {
        retryAfterSeconds: error.retryAfterSeconds,
      },
    );
  } finally {
    if (place) state.places.delete(place);
  }
}

/**
 * How many requests for a campaign's coupons this process answers before the one with this key; null
 * when none with it waits here. It asks no database.
 */
export function findPosition(
  { lock }: Pick<Deps, "lock">,
  { id, idempotencyKey }: { id: string; idempotencyKey: string },
): { before: number } | null {
  const { queue, places } = stateOf(lock);
  const place = places.get(placeKey(id, idempotencyKey) ?? "");
  if (place === undefined) return null;
  return { before: Math.max(0, place - queue.progressOf(id).answered) };
}

const placeKey = (id: string, idempotencyKey: string | undefined) =>
  idempotencyKey === undefined ? undefined : `${id} ${idempotencyKey}`;

/** Refuses without the lock while nobody can get a coupon; otherwise issues under the lock. */
async function serveCampaign(deps: IssueDeps, state: IssueState, id: string): Promise<void> {
  if (await refuseWhileClosed(deps, state, id)) return;
  const onUnavailable = (error: unknown) => warn(deps, id, error);
  const lock = { ttlMs: LOCK_TTL_MS, onUnavailable };
  const isTimeUp = await withLock(deps.lock, `lock:coupon:${id}`, lock, () =>
    issueUntilTimeUp(deps, state, id),
  );
  if (isTimeUp) await delay(REST_MS);
}

/** @returns whether everybody is answered; otherwise the campaign may be open. */
async function refuseWhileClosed(deps: IssueDeps, state: IssueState, id: string): Promise<boolean> {
  for await (const batch of state.queue.batches(id)) {
    if (!state.knownClosed.has(id)) return false;
    const refused = await refuseBatch(deps, id, batch.inputs);
    notePhase(state, id, refused?.phase ?? null);
    if (!refused) return false;
    batch.answer(refused.answers);
  }
  return true;
}

/** @returns whether requests still wait because this process has held the lock long enough. */
async function issueUntilTimeUp(deps: IssueDeps, state: IssueState, id: string): Promise<boolean> {
  const until = performance.now() + HOLD_MS;
  for await (const batch of state.queue.batches(id)) {
    if (state.knownClosed.has(id)) return false;
    if (performance.now() >= until) return true;
    const { answers, phase } = await issueBatch(deps, id, batch.inputs);
    notePhase(state, id, phase);
    batch.answer(answers);
  }
  return false;
}

/** Remembers whether the next requests can be refused without the lock; null: nobody knows. */
function notePhase({ knownClosed }: IssueState, id: string, phase: CampaignPhase | null): void {
  if (phase === null || phase === "OPEN") knownClosed.delete(id);
  else knownClosed.add(id);
}

function stateOf(lock: LockDriver): IssueState {
  const state = states.get(lock) ?? {
    queue: new BatchQueue(QUEUE_LIMIT, BATCH),
    places: new Map(),
    knownClosed: new Set(),
    loggedFailure: undefined,
  };
  states.set(lock, state);
  return state;
}

/**
 * Logs each failure of the store once, also when another caller met it: while the store is left
 * alone, every request would repeat it.
 */
function warn({ metrics, log, lock }: IssueDeps, campaignId: string, error: unknown): void {
  metrics.count("coupon_lock_unavailable");
  const state = stateOf(lock);
  const failure = error instanceof NotAskedError ? error.cause : error;
  if (failure === state.loggedFailure) return;
  state.loggedFailure = failure;
  log.warn({ campaignId, error: String(failure) }, "issuing a coupon without its lock");
}
