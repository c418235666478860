import type { LiveCampaign } from "@sunchak/core/schema";
import type { Asking } from "./use-drop.ts";

/** A change takes at most this long to every page, in milliseconds. */
export const TOLD_WITHIN_MS = 2_000;

/**
 * How long after a refusal, in milliseconds, what is told may still be older. A page that says for a
 * moment that it is open does no harm; one that counts coupons after a sell-out does.
 */
const mayBeOlder = { soldOut: TOLD_WITHIN_MS, notOpen: 0 };

/** The asking as it is now: a refusal stands until the shop tells later that the coupon is open. */
export function askingNow(
  asking: Asking,
  { phase, now }: Pick<LiveCampaign, "phase" | "now">,
): Asking {
  if (asking.state !== "soldOut" && asking.state !== "notOpen") return asking;
  const isLater = Date.parse(now) > asking.at + mayBeOlder[asking.state];
  return isLater && phase === "OPEN" ? { state: "idle" } : asking;
}
