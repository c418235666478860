import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { type CampaignPhase, campaignPhase, toCampaign } from "./campaign-phase.ts";
import type { Campaign } from "./schema.ts";

/**
 * One campaign, whatever its phase, and the server's clock for its countdown.
 * @throws DomainError NOT_FOUND
 */
export async function getCampaign(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<Campaign & { phase: CampaignPhase; now: string }> {
  const now = deps.clock.now();
  const row = isId(id) ? await deps.db.client.couponCampaign.findUnique({ where: { id } }) : null;
  if (!row) throw notFound("coupon campaign");
  return { ...toCampaign(row), phase: campaignPhase(row, now), now: now.toISOString() };
}
