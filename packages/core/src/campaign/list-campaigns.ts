import type { Deps } from "../deps.ts";
import { toCampaign } from "./campaign-phase.ts";
import type { Campaign } from "./schema.ts";

/** The upcoming, open and sold-out campaigns, by opening; neither paused nor closed ones. */
export async function listCampaigns(
  deps: Pick<Deps, "db" | "clock">,
): Promise<{ items: Campaign[]; now: string }> {
  const now = deps.clock.now();
  const rows = await deps.db.client.couponCampaign.findMany({
    where: { closesAt: { gt: now }, pausedAt: null },
    orderBy: [{ opensAt: "asc" }, { id: "asc" }],
  });
  return { items: rows.map(toCampaign), now: now.toISOString() };
}
