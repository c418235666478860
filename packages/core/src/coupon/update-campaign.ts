import { audited, changedFields } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { refuseEndedWindow } from "./create-campaign.ts";
import type { AdminCampaign, UpdateCampaign } from "./schema.ts";
import { terms, toAdminCampaign } from "./to-admin-campaign.ts";

/**
 * Changes the terms of a campaign that has not opened yet; afterwards shoppers rely on them.
 * @throws DomainError NOT_FOUND | CAMPAIGN_ALREADY_OPEN | VALIDATION_FAILED
 */
export async function updateCampaign(
  deps: Pick<Deps, "db" | "clock">,
  { actorId, id, ...fields }: UpdateCampaign & { actorId: string },
): Promise<AdminCampaign> {
  if (!isId(id)) throw notFound("coupon campaign");
  const call = { actorId, action: "campaign.update", subjectType: "campaign" } as const;
  return audited(deps, call, async (tx, record) => {
    const now = deps.clock.now();
    const before = await tx.couponCampaign.findUnique({ where: { id } });
    if (!before) throw notFound("coupon campaign");
    refuseEndedWindow(fields.closesAt, now);
    const [row] = await tx.couponCampaign.updateManyAndReturn({
      where: { id, opensAt: { gt: now } },
      data: {
        ...fields,
        opensAt: new Date(fields.opensAt),
        closesAt: new Date(fields.closesAt),
      },
    });
    if (!row) {
      throw new DomainError(
        "CAMPAIGN_ALREADY_OPEN",
        "The campaign has opened; its terms stay as they are.",
      );
    }
    record({ subjectId: id, ...changedFields(terms(before), terms(row)) });
    return toAdminCampaign(row, now);
  });
}
