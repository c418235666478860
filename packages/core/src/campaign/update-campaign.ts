import { searchName } from "@sunchak/db";
import { audited, changedFields, inputOf } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import type { Acting } from "../user/schema.ts";
import { campaignPhaseAt, notClosedAt } from "./campaign-phase.ts";
import { refuseEndedWindow } from "./create-campaign.ts";
import type { AdminCampaign, ExtendCampaign, UpdateCampaign } from "./schema.ts";
import { campaignClosed, findCampaign } from "./switch-campaign.ts";
import { type FullCampaignRow, terms, toAdminCampaign } from "./to-admin-campaign.ts";

/**
 * Changes the terms of a campaign that has not opened yet; after the opening shoppers rely on them.
 * An edit of an older version changes nothing: `details.current` is the campaign as it is now.
 * @throws DomainError NOT_FOUND | CAMPAIGN_CLOSED | CAMPAIGN_ALREADY_OPEN | CONFLICT |
 *   VALIDATION_FAILED
 */
export async function updateCampaign(
  deps: Pick<Deps, "db" | "clock">,
  asked: UpdateCampaign & Acting,
): Promise<AdminCampaign> {
  const { id, version, ...fields } = inputOf(asked);
  const call = { action: "campaign.update", subjectType: "campaign" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const now = deps.clock.now();
    const before = await findCampaign(tx, id);
    refuseEndedWindow(fields.closesAt, now);
    const [row] = await tx.couponCampaign.updateManyAndReturn({
      where: { id, version, opensAt: { gt: now }, closedAt: null },
      data: {
        ...fields,
        searchName: searchName(fields.name, fields.nameEn),
        opensAt: new Date(fields.opensAt),
        closesAt: new Date(fields.closesAt),
        version: { increment: 1 },
      },
    });
    if (!row) throw whyNotChanged(await findCampaign(tx, id), now);
    record({ subjectId: id, ...changedFields(terms(before), terms(row)) });
    return toAdminCampaign(row, now);
  });
}

/**
 * Lets a campaign run longer, or gives it more coupons, also after the opening and the sell-out.
 * Neither is taken back: shoppers rely on both. An edit of an older version changes nothing, as in
 * {@link updateCampaign}.
 * @throws DomainError NOT_FOUND | CAMPAIGN_CLOSED | CONFLICT | VALIDATION_FAILED for an earlier end
 *   or fewer coupons, and when both stay as they are
 */
export async function extendCampaign(
  deps: Pick<Deps, "db" | "clock">,
  asked: ExtendCampaign & Acting,
): Promise<AdminCampaign> {
  const { id, version, totalQuantity, ...fields } = inputOf(asked);
  const closesAt = new Date(fields.closesAt);
  const call = { action: "campaign.extend", subjectType: "campaign" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const now = deps.clock.now();
    const before = await findCampaign(tx, id);
    if (campaignPhaseAt(before, now) === "CLOSED") throw campaignClosed();
    if (before.version === version) refuseNoExtension(before, { totalQuantity, closesAt });
    const [row] = await tx.couponCampaign.updateManyAndReturn({
      where: { id, version, ...notClosedAt(now) },
      data: { totalQuantity, closesAt, version: { increment: 1 } },
    });
    if (!row) throw changedFirst(await findCampaign(tx, id), now);
    record({ subjectId: id, ...changedFields(terms(before), terms(row)) });
    return toAdminCampaign(row, now);
  });
}

type Extent = Pick<FullCampaignRow, "totalQuantity" | "closesAt">;

function refuseNoExtension(before: Extent, after: Extent): void {
  const isSame =
    after.closesAt.getTime() === before.closesAt.getTime() &&
    after.totalQuantity === before.totalQuantity;
  const fields = [
    ...(after.closesAt < before.closesAt || isSame
      ? [{ path: "closesAt", message: "must not be before the present end" }]
      : []),
    ...(after.totalQuantity < before.totalQuantity || isSame
      ? [{ path: "totalQuantity", message: "must not be less than the present quantity" }]
      : []),
  ];
  if (fields.length === 0) return;
  throw new DomainError(
    "VALIDATION_FAILED",
    "A campaign can only run longer or get more coupons.",
    {
      fields,
    },
  );
}

function whyNotChanged(current: FullCampaignRow, now: Date): DomainError {
  if (current.closedAt) return campaignClosed();
  if (current.opensAt <= now) {
    return new DomainError(
      "CAMPAIGN_ALREADY_OPEN",
      "The campaign has opened, so its terms cannot change.",
    );
  }
  return changedFirst(current, now);
}

const changedFirst = (current: FullCampaignRow, now: Date) =>
  new DomainError("CONFLICT", "Somebody else changed this campaign first.", {
    current: toAdminCampaign(current, now),
  });
