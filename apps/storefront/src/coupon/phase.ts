import type { Campaign } from "@sunchak/core/schema";

export type ListedPhase = "UPCOMING" | "OPEN" | "SOLD_OUT" | "CLOSED";

/** Where a listed campaign stands at an instant of the server's clock. */
export function phaseAt(campaign: Campaign, now: string): ListedPhase {
  const at = Date.parse(now);
  if (Date.parse(campaign.closesAt) <= at) return "CLOSED";
  if (Date.parse(campaign.opensAt) > at) return "UPCOMING";
  return campaign.remainingQuantity > 0 ? "OPEN" : "SOLD_OUT";
}

/** The campaign that the home page leads with: the open one that closes first, else the next to open. */
export function leadingCampaign(items: Campaign[], now: string): Campaign | undefined {
  const inPhase = (phase: ListedPhase) => items.filter((one) => phaseAt(one, now) === phase);
  const first = (campaigns: Campaign[], when: "closesAt" | "opensAt") =>
    campaigns.toSorted((a, b) => Date.parse(a[when]) - Date.parse(b[when]))[0];
  return first(inPhase("OPEN"), "closesAt") ?? first(inPhase("UPCOMING"), "opensAt");
}
