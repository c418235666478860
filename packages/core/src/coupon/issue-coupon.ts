import { isUniqueViolation } from "@sunchak/db";
import { LockBusyError, withAdmission } from "@sunchak/lock";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { retryUnexplained, Unexplained } from "../retry-unexplained.ts";
import { campaignPhase } from "./campaign-phase.ts";
import type { IssuedCoupon } from "./schema.ts";

/** Longer than a transaction may last, so that a live holder keeps its lock. */
const LOCK_TTL_MS = 15_000;
/** How many requests of one process wait behind its own lock request; everyone else is told to come back. */
const ADMITTED = 64;
const HOUR_MS = 3_600_000;

type IssueDeps = Pick<Deps, "db" | "lock" | "clock" | "log" | "metrics" | "refusals">;

/**
 * Issues one coupon of a campaign to a user, first come first served.
 * The lock only sheds load; the unique index and the conditional update keep the count, also
 * when the lock's store is unreachable and the coupon is issued without it.
 * @throws DomainError NOT_FOUND | COUPON_ALREADY_ISSUED | COUPON_NOT_OPEN | COUPON_SOLD_OUT | COUPON_BUSY
 */
export async function issueCoupon(
  deps: IssueDeps,
  { id, userId }: { id: string; userId: string },
): Promise<IssuedCoupon> {
  if (!isId(id)) throw notFound("coupon campaign");
  const onUnavailable = (error: unknown) => {
    deps.metrics.count("coupon_lock_unavailable");
    deps.log.warn({ campaignId: id, error: String(error) }, "issuing a coupon without its lock");
  };
  try {
    return await withAdmission(
      deps.lock,
      `lock:coupon:${id}`,
      { ttlMs: LOCK_TTL_MS, limit: ADMITTED, onUnavailable },
      () =>
        retryUnexplained(
          () => storeCoupon(deps, id, userId),
          () => whyNotIssued(deps, id, userId),
        ),
    );
  } catch (error) {
    if (error instanceof DomainError) deps.refusals?.add(id, error.code);
    if (!(error instanceof LockBusyError)) throw error;
    deps.refusals?.add(id, "COUPON_BUSY");
    deps.metrics.count("coupon_lock_busy");
    throw new DomainError("COUPON_BUSY", "Many are asking right now; try again in a moment.", {
      retryAfterSeconds: error.retryAfterSeconds,
    });
  }
}

async function storeCoupon(deps: IssueDeps, id: string, userId: string): Promise<IssuedCoupon> {
  const issued = await deps.db
    .transaction(async (tx) => {
      const issuedAt = deps.clock.now();
      const [campaign] = await tx.couponCampaign.updateManyAndReturn({
        where: {
          id,
          issuedCount: { lt: deps.db.client.couponCampaign.fields.totalQuantity },
          opensAt: { lte: issuedAt },
          closesAt: { gt: issuedAt },
          pausedAt: null,
        },
        data: { issuedCount: { increment: 1 } },
        select: { validHours: true },
      });
      if (!campaign) throw new Unexplained();
      const expiresAt = new Date(issuedAt.getTime() + campaign.validHours * HOUR_MS);
      return tx.issuedCoupon.create({
        data: { id: newId(deps.clock), campaignId: id, userId, issuedAt, expiresAt },
      });
    })
    .catch((error) => {
      throw isUniqueViolation(error) ? new Unexplained() : error;
    });
  deps.metrics.count("coupons_issued");
  return {
    issuedCouponId: issued.id,
    couponId: id,
    expiresAt: issued.expiresAt.toISOString(),
  };
}

/** The refusal in the spec's order; null when the reason is gone by now. */
async function whyNotIssued(
  deps: IssueDeps,
  id: string,
  userId: string,
): Promise<DomainError | null> {
  const campaign = await deps.db.client.couponCampaign.findUnique({
    where: { id },
    include: { coupons: { where: { userId }, take: 1 } },
  });
  if (!campaign) return notFound("coupon campaign");
  if (campaign.coupons.length > 0) {
    return new DomainError("COUPON_ALREADY_ISSUED", "You already hold a coupon of this campaign.");
  }
  const phase = campaignPhase(campaign, deps.clock.now());
  if (phase === "OPEN") return null;
  return phase === "SOLD_OUT"
    ? new DomainError("COUPON_SOLD_OUT", "All coupons of this campaign are gone.")
    : new DomainError("COUPON_NOT_OPEN", "This campaign is not open.");
}
