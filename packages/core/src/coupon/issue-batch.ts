import {
  chainCampaign,
  firstHash,
  holderHash,
  isoMicroseconds,
  isUniqueViolation,
  lockCampaign,
  newSalt,
  nextHash,
  type Tables,
  type Transaction,
} from "@sunchak/db";
import { campaignPhaseAt } from "../campaign/campaign-phase.ts";
import type { CampaignPhase } from "../campaign/schema.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { explainOrRetry, MissedWrite } from "../explain-or-retry.ts";
import { newId } from "../ids.ts";
import { rememberKey } from "./log-keys.ts";
import { type HeldLine, isChained } from "./receipt.ts";
import { type NewCoupon, storeCoupons } from "./store-coupons.ts";

const HOUR_MS = 3_600_000;

export type BatchDeps = Pick<Deps, "db" | "clock" | "metrics" | "signer" | "door">;

/** A user's request for a coupon. */
export interface CouponRequest {
  userId: string;
  /** A repeat of the request has the same key, and is answered with the coupon that it got. */
  idempotencyKey?: string;
  /** By the door, in milliseconds since 1970. */
  arrivedAt: number;
}

/** A coupon that is stored, with its line in the campaign's log. */
interface StoredCoupon extends HeldLine {
  issuedCouponId: string;
  /** The campaign's id. */
  couponId: string;
  expiresAt: string;
}

export type Answer = StoredCoupon | DomainError;

/** The result of a batch. */
export interface BatchResult {
  /** One answer for each request, in their order. */
  answers: Answer[];
  /** The campaign's phase after the batch; null when there is no such campaign. */
  phase: CampaignPhase | null;
}

interface Coupon extends HeldLine {
  id: string;
  userId: string;
  expiresAt: Date;
  idempotencyKey: string | null;
}

/**
 * Issues coupons of one campaign to these requests, in their order, in one transaction: as many as
 * are left, one for each user. The transaction locks the campaign's row first. So the batches of a
 * campaign run one after the other, in all processes, with or without the lock.
 */
export async function issueBatch(
  deps: BatchDeps,
  id: string,
  requests: CouponRequest[],
): Promise<BatchResult> {
  const store = () =>
    deps.db.transaction(async (tx) => {
      await lockCampaign(tx, deps.db, id);
      // A statement sees what the batch before issued only if it begins after the row is locked.
      const decided = await decide(tx, deps, id, requests);
      if (!decided) throw new MissedWrite();
      const { newCoupons, totalQuantity, ...batch } = decided;
      const count = newCoupons.length;
      const [first, ...others] = newCoupons;
      if (!first) return { ...batch, count };
      await storeCoupons(tx, deps.db, [first, ...others]);
      const last = others.at(-1) ?? first;
      const raised = await tx.couponCampaign.updateMany({
        where: {
          id,
          issuedCount: { lte: totalQuantity - count },
          headNumber: last.number - count,
        },
        data: {
          issuedCount: { increment: count },
          headNumber: last.number,
          headHash: last.hash,
        },
      });
      if (raised.count === 0) throw new MissedWrite();
      return { ...batch, count };
    });
  await rememberKey(deps);
  const { count, ...batch } = await explainOrRetry(
    () =>
      store().catch((error) => {
        // A writer that did not lock the row inserted a coupon; the next try sees it.
        throw isUniqueViolation(error) ? new MissedWrite() : error;
      }),
    async () => {
      await chainCampaign(deps.db, id);
      return null;
    },
  );
  for (let n = 0; n < count; n++) deps.metrics.count("coupons_issued");
  return batch;
}

/**
 * Answers these requests as `issueBatch` would, after a plain read; null when one of them could get
 * a new coupon. The answers are exact without the row's lock: a campaign never gets coupons back,
 * and a holder never gives one back.
 */
export async function refuseBatch(
  deps: BatchDeps,
  id: string,
  requests: CouponRequest[],
): Promise<BatchResult | null> {
  await rememberKey(deps);
  const decided = await decide(deps.db.client, deps, id, requests);
  if (!decided || decided.newCoupons.length > 0) return null;
  const { answers, phase } = decided;
  return { answers, phase };
}

/**
 * Each request's answer, with refusals in the spec's order, and the coupons to store, chained; null
 * when coupons of the campaign must be chained first.
 */
async function decide(
  tx: Transaction,
  { clock, door }: BatchDeps,
  id: string,
  requests: CouponRequest[],
) {
  const userIds = requests.map(({ userId }) => userId);
  const held = {
    ...{ id: true, userId: true, expiresAt: true, idempotencyKey: true },
    ...{ number: true, salt: true, hash: true },
  };
  const campaign = await tx.couponCampaign.findUnique({
    where: { id },
    include: { coupons: { where: { userId: { in: userIds } }, select: held } },
  });
  const newCoupons: NewCoupon[] = [];
  if (!campaign) {
    const answers = requests.map(() => notFound("coupon campaign"));
    return { answers, phase: null, newCoupons, totalQuantity: 0 };
  }
  const chained = campaign.coupons.filter(isChained);
  if (chained.length < campaign.coupons.length || (await isBehind(tx, campaign))) return null;
  const { totalQuantity, issuedCount, validHours } = campaign;
  let { headNumber, headHash } = campaign;
  const issuedAt = clock.now();
  const expiresAt = new Date(issuedAt.getTime() + validHours * HOUR_MS);
  const phase = campaignPhaseAt(campaign, issuedAt);
  const left = totalQuantity - issuedCount;
  const coupons = new Map<string, Coupon>(chained.map((each) => [each.userId, each]));
  const toAnswer = (coupon: Coupon) => ({
    issuedCouponId: coupon.id,
    couponId: id,
    expiresAt: coupon.expiresAt.toISOString(),
    number: coupon.number,
    salt: coupon.salt,
    hash: coupon.hash,
  });
  const answers = requests.map(({ userId, idempotencyKey = null, arrivedAt }) => {
    const coupon = coupons.get(userId);
    if (coupon) {
      if (idempotencyKey !== null && idempotencyKey === coupon.idempotencyKey) {
        return toAnswer(coupon);
      }
      return new DomainError("COUPON_ALREADY_ISSUED", "You already have this coupon.");
    }
    if (phase !== "OPEN" && phase !== "SOLD_OUT") {
      return new DomainError("COUPON_NOT_OPEN", "This campaign is not open.");
    }
    if (newCoupons.length === left) {
      return new DomainError("COUPON_SOLD_OUT", "This campaign is sold out.");
    }
    const named = { id: newId(clock), userId, salt: newSalt() };
    headNumber += 1;
    const line = {
      number: headNumber,
      door: door.name,
      arrivedAt: isoMicroseconds(arrivedAt),
      holder: holderHash(named),
    };
    headHash = nextHash(headHash ?? firstHash(id), line);
    const made = { ...named, ...line, hash: headHash, expiresAt, idempotencyKey };
    coupons.set(userId, made);
    newCoupons.push({ ...made, campaignId: id, issuedAt });
    return toAnswer(made);
  });
  const tookTheLast = phase === "OPEN" && newCoupons.length === left;
  return { answers, phase: tookTheLast ? "SOLD_OUT" : phase, newCoupons, totalQuantity };
}

/** Whether a version without the log, which runs beside this one, has issued coupons since. */
async function isBehind(
  tx: Transaction,
  {
    id,
    headNumber,
    issuedCount,
  }: Pick<Tables["couponCampaigns"], "id" | "headNumber" | "issuedCount">,
): Promise<boolean> {
  if (headNumber >= issuedCount) return false;
  return (await tx.issuedCoupon.findFirst({ where: { campaignId: id, number: null } })) !== null;
}
