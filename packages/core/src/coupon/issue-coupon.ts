import { setTimeout as delay } from "node:timers/promises";
import {
  BatchQueue,
  LockBusyError,
  type LockDriver,
  NotAskedError,
  type Serve,
  withLock,
} from "@sunchak/lock";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { type Answer, type Batch, issueBatch, refuseBatch } from "./issue-batch.ts";
import type { IssuedCoupon } from "./schema.ts";

/**
 * How many requests for a campaign wait in one process at most; the others have to come back. A
 * waiting request costs a few kilobytes; one that comes back costs as much work as an answer.
 */
const QUEUE_LIMIT = 20_000;
/** How many requests share a transaction at most. */
const BATCH = 1_000;
/**
 * How long a process keeps the lock while requests go on coming, in milliseconds. About as long as
 * those who were turned away elsewhere stay away, so that all of them are served in the next turn.
 */
const HOLD_MS = 1_000;
/** How long it then leaves the lock to other processes, in milliseconds. */
const REST_MS = 50;
/** A process that is killed with the lock keeps the others out for this long. */
const LOCK_TTL_MS = 5_000;

type IssueDeps = Pick<Deps, "db" | "lock" | "clock" | "log" | "metrics" | "refusals">;

/** What a process knows of the campaigns behind a lock. */
interface Counter {
  queue: BatchQueue<string, Answer>;
  /** Campaigns that were not open when last looked at: their refusals take no lock. */
  knownClosed: Set<string>;
}

const counters = new WeakMap<LockDriver, Counter>();

/**
 * Issues one coupon of a campaign to a user, first come first served. Those who ask one process at
 * the same moment are answered together, by one lock request and one transaction.
 * The lock only sheds load; the campaign's row, a conditional update and a unique index keep the
 * count, also when the lock's store is unreachable and coupons are issued without it.
 * @throws DomainError NOT_FOUND | COUPON_ALREADY_ISSUED | COUPON_NOT_OPEN | COUPON_SOLD_OUT | COUPON_BUSY
 */
export async function issueCoupon(
  deps: IssueDeps,
  { id, userId }: { id: string; userId: string },
): Promise<IssuedCoupon> {
  if (!isId(id)) throw notFound("coupon campaign");
  const answer = await answerOf(deps, id, userId);
  if (!(answer instanceof DomainError)) {
    deps.metrics.count("coupons_issued");
    return answer;
  }
  deps.refusals?.add(id, answer.code);
  if (answer.code === "COUPON_BUSY") deps.metrics.count("coupon_lock_busy");
  throw answer;
}

async function answerOf(deps: IssueDeps, id: string, userId: string): Promise<Answer> {
  const { queue, knownClosed } = counterOf(deps.lock);
  try {
    return await queue.ask(id, userId, (serve) => serveCampaign(deps, id, knownClosed, serve));
  } catch (error) {
    if (!(error instanceof LockBusyError)) throw error;
    return new DomainError("COUPON_BUSY", "Many are asking right now; try again in a moment.", {
      retryAfterSeconds: error.retryAfterSeconds,
    });
  }
}

/** Refuses without the lock while nobody can get a coupon; then issues under it. */
async function serveCampaign(
  deps: IssueDeps,
  id: string,
  knownClosed: Set<string>,
  serve: Serve<string, Answer>,
): Promise<void> {
  /** Keeps in mind whether those who come next can do without the lock. */
  const answersOf = (batch: Batch | null) => {
    if (!batch || batch.phase === null || batch.phase === "OPEN") knownClosed.delete(id);
    else knownClosed.add(id);
    return batch?.answers ?? null;
  };
  const refuse = async (userIds: string[]) => answersOf(await refuseBatch(deps, id, userIds));
  const issue = async (userIds: string[]) => answersOf(await issueBatch(deps, id, userIds));

  while (knownClosed.has(id)) if ((await serve(refuse)) === 0) return;

  const onUnavailable = (error: unknown) => warn(deps, id, error);
  const lock = { ttlMs: LOCK_TTL_MS, onUnavailable };
  const isTimeUp = await withLock(deps.lock, `lock:coupon:${id}`, lock, async () => {
    const until = performance.now() + HOLD_MS;
    while ((await serve(issue)) > 0 && !knownClosed.has(id)) {
      if (performance.now() >= until) return true;
    }
    return false;
  });
  if (isTimeUp) await delay(REST_MS);
}

function counterOf(lock: LockDriver): Counter {
  const counter = counters.get(lock) ?? {
    queue: new BatchQueue(QUEUE_LIMIT, BATCH),
    knownClosed: new Set(),
  };
  counters.set(lock, counter);
  return counter;
}

/** A store that is left alone was warned of when it failed. */
function warn({ metrics, log }: IssueDeps, campaignId: string, error: unknown): void {
  metrics.count("coupon_lock_unavailable");
  if (error instanceof NotAskedError) return;
  log.warn({ campaignId, error: String(error) }, "issuing a coupon without its lock");
}
