import type { LiveCampaign } from "@sunchak/core/schema";
import type { Asking } from "./use-drop.ts";

/** A change takes at most this long to every page, in milliseconds. */
export const TOLD_WITHIN_MS = 2_000;

/**
 * The asking as it is now. A refusal stands until the shop tells that the coupon is open, and so
 * much later that this cannot be older than the refusal.
 */
export function askingNow(
  asking: Asking,
  { phase, now }: Pick<LiveCampaign, "phase" | "now">,
): Asking {
  if (asking.state !== "soldOut" && asking.state !== "notOpen") return asking;
  const isOver = phase === "OPEN" && Date.parse(now) > asking.at + TOLD_WITHIN_MS;
  return isOver ? { state: "idle" } : asking;
}
