import { liveCampaign, liveProduct, readLiveCampaigns, readLiveProducts } from "@sunchak/core";
import type { z } from "zod";

/** How a stream is called over plain HTTP, and what it tells. */
export interface LiveStreamCall {
  /** The path below /api/v1. */
  path: string;
  /** What each event carries, as JSON. */
  data: z.ZodType;
  tag: string;
  summary: string;
}

interface Subject extends LiveStreamCall {
  /** What an unknown one is called. */
  named: string;
  read: typeof readLiveCampaigns;
}

/** What can be watched, by the name of its events. */
export const liveStreams = {
  campaign: {
    path: "/coupons/{id}/live",
    data: liveCampaign,
    tag: "coupons",
    summary: "A campaign's phase and how many coupons are left, told at each change",
    named: "coupon campaign",
    read: readLiveCampaigns,
  },
  product: {
    path: "/products/{id}/live",
    data: liveProduct,
    tag: "products",
    summary: "A product's price and stock, told at each change",
    named: "product",
    read: readLiveProducts,
  },
} satisfies Record<string, Subject>;

export type LiveKind = keyof typeof liveStreams;
export const liveKinds = Object.keys(liveStreams) as LiveKind[];
