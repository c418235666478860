import { isUniqueViolation, type Transaction } from "@sunchak/db";
import { campaignPhaseAt } from "../campaign/campaign-phase.ts";
import type { CampaignPhase } from "../campaign/schema.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { explainOrRetry, MissedWrite } from "../explain-or-retry.ts";
import { newId } from "../ids.ts";
import type { IssuedCoupon } from "./schema.ts";

const HOUR_MS = 3_600_000;

type BatchDeps = Pick<Deps, "db" | "clock" | "metrics">;

/** A user's request for a coupon. */
export interface CouponRequest {
  userId: string;
  /** A repeat of the request has the same key, and is answered with the coupon that it got. */
  idempotencyKey?: string;
}

export type Answer = IssuedCoupon | DomainError;

/** The result of a batch. */
export interface BatchResult {
  /** One answer for each request, in their order. */
  answers: Answer[];
  /** The campaign's phase after the batch; null when there is no such campaign. */
  phase: CampaignPhase | null;
}

interface Coupon {
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
      await takeCampaign(tx, deps, id);
      // A statement sees what the batch before issued only if it begins after the row is locked.
      const { newCoupons, totalQuantity, ...batch } = await decide(tx, deps, id, requests);
      const count = newCoupons.length;
      if (count === 0) return { ...batch, count };
      await tx.issuedCoupon.createMany({ data: newCoupons });
      const raised = await tx.couponCampaign.updateMany({
        where: { id, issuedCount: { lte: totalQuantity - count } },
        data: { issuedCount: { increment: count } },
      });
      if (raised.count === 0) throw new MissedWrite();
      return { ...batch, count };
    });
  const { count, ...batch } = await explainOrRetry(
    () =>
      store().catch((error) => {
        // A writer that did not lock the row inserted a coupon; the next try sees it.
        throw isUniqueViolation(error) ? new MissedWrite() : error;
      }),
    async () => null,
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
  const { newCoupons, ...batch } = await decide(deps.db.client, deps, id, requests);
  return newCoupons.length === 0 ? batch : null;
}

/** Does nothing on SQLite, where a transaction is the only writer from its beginning. */
async function takeCampaign(tx: Transaction, { db }: BatchDeps, id: string): Promise<void> {
  if (db.provider === "sqlite") return;
  await tx.$queryRaw`SELECT id FROM coupon_campaigns WHERE id = ${id} FOR NO KEY UPDATE`;
}

/** Each request's answer, with refusals in the spec's order, and the coupons to store. */
async function decide(
  tx: Transaction,
  { clock }: BatchDeps,
  id: string,
  requests: CouponRequest[],
) {
  const userIds = requests.map(({ userId }) => userId);
  const held = { id: true, userId: true, expiresAt: true, idempotencyKey: true };
  const campaign = await tx.couponCampaign.findUnique({
    where: { id },
    include: { coupons: { where: { userId: { in: userIds } }, select: held } },
  });
  const newCoupons: (Coupon & { campaignId: string; issuedAt: Date })[] = [];
  if (!campaign) {
    const answers = requests.map(() => notFound("coupon campaign"));
    return { answers, phase: null, newCoupons, totalQuantity: 0 };
  }
  const { totalQuantity, issuedCount, validHours } = campaign;
  const issuedAt = clock.now();
  const expiresAt = new Date(issuedAt.getTime() + validHours * HOUR_MS);
  const phase = campaignPhaseAt(campaign, issuedAt);
  const left = totalQuantity - issuedCount;
  const coupons = new Map<string, Coupon>(campaign.coupons.map((each) => [each.userId, each]));
  const toAnswer = (coupon: Coupon) => ({
    issuedCouponId: coupon.id,
    couponId: id,
    expiresAt: coupon.expiresAt.toISOString(),
  });
  const answers = requests.map(({ userId, idempotencyKey = null }) => {
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
    const made = { id: newId(clock), userId, issuedAt, expiresAt, idempotencyKey };
    coupons.set(userId, made);
    newCoupons.push({ ...made, campaignId: id });
    return toAnswer(made);
  });
  const tookTheLast = phase === "OPEN" && newCoupons.length === left;
  return { answers, phase: tookTheLast ? "SOLD_OUT" : phase, newCoupons, totalQuantity };
}
