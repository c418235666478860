import type { Deps } from "../deps.ts";
import { campaignPhaseAt, listedAt } from "./campaign-phase.ts";
import type { ListedCampaign } from "./schema.ts";
import { toCampaign } from "./to-campaign.ts";

/** The upcoming, open and sold-out campaigns, by opening; neither paused nor closed ones. */
export async function listCampaigns(
  deps: Pick<Deps, "db" | "clock">,
): Promise<{ items: ListedCampaign[]; now: string }> {
  const now = deps.clock.now();
  const rows = await deps.db.client.couponCampaign.findMany({
    where: listedAt(now),
    orderBy: [{ opensAt: "asc" }, { id: "asc" }],
  });
  const items = rows.map((row) => ({ ...toCampaign(row), phase: campaignPhaseAt(row, now) }));
  return { items, now: now.toISOString() };
}
