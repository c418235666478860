import type { LiveCampaign } from "@sunchak/core/schema";
import { call } from "@/trpc/call.ts";
import { toLive } from "./to-live.ts";

/** By this a proxy sends all that belongs to a campaign to one process. */
const ofCampaign = (id: string) => ({ campaign: id });

/** What the campaign's stream tells, by an ordinary call. */
export async function readLiveCampaign(id: string): Promise<LiveCampaign> {
  const campaign = await call("GET", ["coupon", "get"], { id }, ofCampaign(id));
  return toLive(campaign, campaign.now);
}

/** The shopper's coupon of a campaign; null when there is none. */
export const findHeld = (id: string) => call("GET", ["coupon", "held"], { id }, ofCampaign(id));

/** When the last coupon of a campaign was issued; null while coupons are left. */
export const findSellOut = (id: string) =>
  call("GET", ["coupon", "sellOut"], { id }, ofCampaign(id));

/** How many come before a press that waits; null when it does not wait. */
export const findPosition = (id: string, idempotencyKey: string) =>
  call("GET", ["coupon", "position"], { id, idempotencyKey }, ofCampaign(id));

/** @param idempotencyKey a repeat with the same key gets the coupon that the first call got. */
export const issueCoupon = (id: string, idempotencyKey: string) =>
  call("POST", ["coupon", "issue"], { id, idempotencyKey }, ofCampaign(id));
