import type { Prisma, Transaction } from "@sunchak/db";
import { audited, changedFields } from "../audit/audited.ts";
import type { AuditAction, Json } from "../audit/schema.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";
import { campaignPhaseAt, notClosedAt } from "./campaign-phase.ts";
import type { AdminCampaign } from "./schema.ts";
import { type FullCampaignRow, toAdminCampaign } from "./to-admin-campaign.ts";

type Switch = Acting & { id: string };
type SwitchDeps = Pick<Deps, "db" | "clock">;

/**
 * Stops issuing until the campaign is resumed: once this has returned, no further coupon is issued.
 * Pausing a paused campaign changes nothing.
 * @throws DomainError NOT_FOUND | CAMPAIGN_CLOSED
 */
export const pauseCampaign = (deps: SwitchDeps, campaign: Switch): Promise<AdminCampaign> =>
  change(deps, "campaign.pause", campaign, { pausedAt: null }, (now) => ({ pausedAt: now }));

/** Lets a paused campaign go on. @throws DomainError NOT_FOUND | CAMPAIGN_CLOSED */
export const resumeCampaign = (deps: SwitchDeps, campaign: Switch): Promise<AdminCampaign> =>
  change(deps, "campaign.resume", campaign, { pausedAt: { not: null } }, () => ({
    pausedAt: null,
  }));

/**
 * Ends a campaign now and for good; issued coupons stay valid. The planned window stays as it is,
 * and a campaign that has not opened never opens.
 * @throws DomainError NOT_FOUND | CAMPAIGN_CLOSED
 */
export const closeCampaign = (deps: SwitchDeps, campaign: Switch): Promise<AdminCampaign> =>
  change(deps, "campaign.close", campaign, {}, (now, row) => ({
    closedAt: now,
    pausedAt: row.pausedAt ?? now,
  }));

function change(
  deps: SwitchDeps,
  action: AuditAction,
  asked: Switch,
  unless: Prisma.CouponCampaignWhereInput,
  to: (now: Date, row: FullCampaignRow) => Prisma.CouponCampaignUpdateManyMutationInput,
): Promise<AdminCampaign> {
  const { id } = asked;
  return audited(deps, asked, { action, subjectType: "campaign" }, async (tx, record) => {
    const before = await findCampaign(tx, id);
    const now = deps.clock.now();
    const [row] = await tx.couponCampaign.updateManyAndReturn({
      where: { id, ...notClosedAt(now), ...unless },
      data: { ...to(now, before), version: { increment: 1 } },
    });
    if (row) record({ subjectId: id, ...changedFields(state(before), state(row)) });
    const current = row ?? (await findCampaign(tx, id));
    if (!row && campaignPhaseAt(current, now) === "CLOSED") throw campaignClosed();
    return toAdminCampaign(current, now);
  });
}

export const campaignClosed = () => new DomainError("CAMPAIGN_CLOSED", "The campaign is closed.");

export async function findCampaign(tx: Transaction, id: string): Promise<FullCampaignRow> {
  const row = isId(id) ? await tx.couponCampaign.findUnique({ where: { id } }) : null;
  if (!row) throw notFound("coupon campaign");
  return row;
}

const state = (row: FullCampaignRow): { [field: string]: Json } => ({
  pausedAt: row.pausedAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
});
