import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { campaignPhaseAt } from "./campaign-phase.ts";
import type { ListedCampaign } from "./schema.ts";
import { toCampaign } from "./to-campaign.ts";

/**
 * One campaign, whatever its phase, and the server's clock for its countdown.
 * @throws DomainError NOT_FOUND
 */
export async function getCampaign(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<ListedCampaign & { now: string }> {
  const now = deps.clock.now();
  const row = isId(id) ? await deps.db.client.couponCampaign.findUnique({ where: { id } }) : null;
  if (!row) throw notFound("coupon campaign");
  return { ...toCampaign(row), phase: campaignPhaseAt(row, now), now: now.toISOString() };
}
