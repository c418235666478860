import type { Prisma, Transaction } from "@sunchak/db";
import { audited, changedFields } from "../audit/audited.ts";
import type { AuditAction, Json } from "../audit/schema.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { AdminCampaign } from "./schema.ts";
import { type FullCampaignRow, toAdminCampaign } from "./to-admin-campaign.ts";

type Switch = { actorId: string; id: string };
type SwitchDeps = Pick<Deps, "db" | "clock">;

/**
 * Stops issuing until it is resumed: once this has answered, not one more coupon is issued.
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
 * Ends a campaign now and for good; coupons issued so far stay good. One that has not opened yet
 * keeps a window of a second that is past, for a window is never empty.
 * @throws DomainError NOT_FOUND | CAMPAIGN_CLOSED
 */
export const closeCampaign = (deps: SwitchDeps, campaign: Switch): Promise<AdminCampaign> =>
  change(deps, "campaign.close", campaign, {}, (now, row) => ({
    closesAt: now,
    opensAt: row.opensAt < now ? row.opensAt : new Date(now.getTime() - 1_000),
  }));

function change(
  deps: SwitchDeps,
  action: AuditAction,
  { actorId, id }: Switch,
  unless: Prisma.CouponCampaignWhereInput,
  to: (now: Date, row: FullCampaignRow) => Prisma.CouponCampaignUpdateManyMutationInput,
): Promise<AdminCampaign> {
  return audited(deps, { actorId, action, subjectType: "campaign" }, async (tx, record) => {
    const before = await findCampaign(tx, id);
    const now = deps.clock.now();
    const [row] = await tx.couponCampaign.updateManyAndReturn({
      where: { id, closesAt: { gt: now }, ...unless },
      data: to(now, before),
    });
    if (row) record({ subjectId: id, ...changedFields(state(before), state(row)) });
    const current = row ?? (await findCampaign(tx, id));
    if (!row && current.closesAt <= now) {
      throw new DomainError("CAMPAIGN_CLOSED", "The campaign is closed.");
    }
    return toAdminCampaign(current, now);
  });
}

async function findCampaign(tx: Transaction, id: string): Promise<FullCampaignRow> {
  const row = isId(id) ? await tx.couponCampaign.findUnique({ where: { id } }) : null;
  if (!row) throw notFound("coupon campaign");
  return row;
}

const state = (row: FullCampaignRow): { [field: string]: Json } => ({
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  pausedAt: row.pausedAt?.toISOString() ?? null,
});
