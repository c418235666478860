import { expressionBuilder, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { contains } from "../like-pattern.ts";
import { cursorPage, type Page } from "../paging.ts";
import { whereCampaignPhase } from "./campaign-phase.ts";
import type { AdminCampaign, ListAdminCampaigns } from "./schema.ts";
import { toAdminCampaign } from "./to-admin-campaign.ts";

const campaign = expressionBuilder<Tables, "couponCampaigns">();

const filters = (now: Date): Filters<Omit<ListAdminCampaigns, "size">> => ({
  phase: (phase) => whereCampaignPhase(phase, now),
  q: byText((text) => contains(campaign.ref("searchName"), text)),
  cursor: (id) => campaign("id", "<", id),
});

/** A page of all campaigns, the newest made first. */
export async function listAdminCampaigns(
  deps: Pick<Deps, "db" | "clock">,
  { size, ...filter }: ListAdminCampaigns,
): Promise<Page<AdminCampaign> & { now: string }> {
  const now = deps.clock.now();
  const rows = await deps.db.queries
    .selectFrom("couponCampaigns")
    .selectAll()
    .where(campaign.and(conditionsOf(filters(now), filter)))
    .orderBy("id", "desc")
    .limit(size + 1)
    .execute();
  const page = cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => toAdminCampaign(row, now),
  );
  return { ...page, now: now.toISOString() };
}
