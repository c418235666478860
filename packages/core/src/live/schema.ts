import { z } from "zod";
import { campaignPhases } from "../campaign/schema.ts";
import { instant, won } from "../values.ts";

/** What changes about a campaign while people watch it; `now` is the server's time. */
export const liveCampaign = z.object({
  couponId: z.string(),
  phase: z.enum(campaignPhases),
  remainingQuantity: z.int(),
  totalQuantity: z.int(),
  opensAt: instant,
  closesAt: instant,
  now: instant,
});

/** What changes about a product while people watch it; `now` is the server's time. */
export const liveProduct = z.object({
  productId: z.string(),
  price: won,
  stock: z.int(),
  now: instant,
});

export type LiveCampaign = z.output<typeof liveCampaign>;
export type LiveProduct = z.output<typeof liveProduct>;
