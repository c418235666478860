import type { Campaign } from "@sunchak/core/schema";

export type ListedPhase = "UPCOMING" | "OPEN" | "SOLD_OUT" | "CLOSED";

/** The phase of a listed campaign at an instant of the server's clock. */
export function phaseAt(campaign: Campaign, now: string): ListedPhase {
  const at = Date.parse(now);
  if (Date.parse(campaign.closesAt) <= at) return "CLOSED";
  if (Date.parse(campaign.opensAt) > at) return "UPCOMING";
  return campaign.remainingQuantity > 0 ? "OPEN" : "SOLD_OUT";
}

/**
 * The campaign at the top of the home page: the open one with the fewest coupons left, otherwise
 * the next one to open.
 */
export function leadingCampaign(items: Campaign[], now: string): Campaign | undefined {
  const inPhase = (phase: ListedPhase) => items.filter((one) => phaseAt(one, now) === phase);
  const [open] = inPhase("OPEN").toSorted((a, b) => a.remainingQuantity - b.remainingQuantity);
  const [next] = inPhase("UPCOMING").toSorted(
    (a, b) => Date.parse(a.opensAt) - Date.parse(b.opensAt),
  );
  return open ?? next;
}

const order: ListedPhase[] = ["OPEN", "UPCOMING", "SOLD_OUT", "CLOSED"];

/** Open campaigns first, then upcoming ones, then those that are over. */
export function byPhase(items: Campaign[], now: string): Campaign[] {
  const place = (campaign: Campaign) => order.indexOf(phaseAt(campaign, now));
  return items.toSorted((a, b) => place(a) - place(b));
}
