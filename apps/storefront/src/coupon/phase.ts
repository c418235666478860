import type { CampaignPhase, ListedCampaign, LiveCampaign } from "@sunchak/core/schema";

/**
 * The campaign at the top of the home page: the open one with the fewest coupons left, otherwise
 * the next one to open.
 */
export function leadingCampaign(items: ListedCampaign[]): ListedCampaign | undefined {
  const inPhase = (phase: CampaignPhase) => items.filter((one) => one.phase === phase);
  const [open] = inPhase("OPEN").toSorted((a, b) => a.remainingQuantity - b.remainingQuantity);
  const [next] = inPhase("UPCOMING").toSorted(
    (a, b) => Date.parse(a.opensAt) - Date.parse(b.opensAt),
  );
  return open ?? next;
}

const place: Record<CampaignPhase, number> = {
  OPEN: 0,
  UPCOMING: 1,
  SOLD_OUT: 2,
  PAUSED: 3,
  CLOSED: 4,
};

/** Open campaigns first, then upcoming ones, then those that are over. */
export const byPhase = (items: ListedCampaign[]): ListedCampaign[] =>
  items.toSorted((a, b) => place[a.phase] - place[b.phase]);

/**
 * The phase by what the shop told last and by its clock: opening and closing need no further word.
 * @param now the server's time in milliseconds since 1970; null while nobody knows it.
 */
export function phaseAt(
  told: Pick<LiveCampaign, "phase" | "opensAt" | "closesAt" | "remainingQuantity">,
  now: number | null,
): CampaignPhase {
  if (now === null || told.phase === "CLOSED") return told.phase;
  if (now >= Date.parse(told.closesAt)) return "CLOSED";
  if (told.phase !== "UPCOMING" || now < Date.parse(told.opensAt)) return told.phase;
  return told.remainingQuantity > 0 ? "OPEN" : "SOLD_OUT";
}
