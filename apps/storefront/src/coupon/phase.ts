import type { CampaignPhase, ListedCampaign, LiveCampaign } from "@sunchak/core/schema";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The campaign that matters now, for the top of the home page: the one that has just opened for a
 * day at most, then the next to open within a day, then the open one that closes first, then the
 * next to open.
 * @param now the server's time, ISO 8601.
 */
export function leadingCampaign(items: ListedCampaign[], now: string): ListedCampaign | undefined {
  const inPhase = (phase: CampaignPhase, time: "opensAt" | "closesAt") =>
    items
      .filter((one) => one.phase === phase)
      .toSorted((a, b) => Date.parse(a[time]) - Date.parse(b[time]));
  const msUntil = (time: string) => Date.parse(time) - Date.parse(now);
  const justOpened = inPhase("OPEN", "opensAt").findLast(
    ({ opensAt, closesAt }) => msUntil(opensAt) > -HOUR_MS && msUntil(closesAt) <= DAY_MS,
  );
  const [next] = inPhase("UPCOMING", "opensAt");
  const isSoon = next !== undefined && msUntil(next.opensAt) <= DAY_MS;
  return justOpened ?? (isSoon ? next : undefined) ?? inPhase("OPEN", "closesAt")[0] ?? next;
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
