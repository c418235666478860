import { z } from "zod";
import { discountTerms, discountTypes } from "../coupon/discount-terms.ts";
import { type CouponStatus, couponStatuses } from "../coupon/schema.ts";
import { adminPageInput } from "../paging.ts";
import { calendarInstant, instant, label, searchText } from "../values.ts";

/** A coupon campaign: a number of coupons on the same terms, issued between two times. */
export const campaignOutput = z.object({
  id: z.string(),
  ...discountTerms,
  totalQuantity: z.int(),
  remainingQuantity: z.int(),
  opensAt: instant,
  closesAt: instant,
  /** How long an issued coupon lasts, in hours. */
  validHours: z.int(),
});

export type Campaign = z.output<typeof campaignOutput>;

export const campaignPhases = ["UPCOMING", "OPEN", "SOLD_OUT", "PAUSED", "CLOSED"] as const;
export type CampaignPhase = (typeof campaignPhases)[number];

/** A campaign as shoppers see it. */
export const listedCampaignOutput = campaignOutput.extend({ phase: z.enum(campaignPhases) });

export type ListedCampaign = z.output<typeof listedCampaignOutput>;

const campaignFields = {
  name: label(120),
  nameEn: label(120),
  discountType: z.enum(discountTypes),
  /** Won for FIXED, whole percent for PERCENT. */
  discountValue: z.int().min(1).max(1_000_000_000),
  /** Won; needed for PERCENT, null for FIXED. */
  maxDiscount: z.int().min(1).max(1_000_000_000).nullable(),
  minOrderAmount: z.int().min(0).max(1_000_000_000),
  totalQuantity: z.int().min(1).max(10_000_000),
  opensAt: calendarInstant,
  closesAt: calendarInstant,
  /** How long an issued coupon lasts, in hours: at most a year. */
  validHours: z.int().min(1).max(8_760),
};

interface CampaignTerms {
  discountType: (typeof discountTypes)[number];
  discountValue: number;
  maxDiscount: number | null;
  opensAt: string;
  closesAt: string;
}

/** Checks the rules between a campaign's fields. */
function agreeingTerms({ value, issues }: z.core.ParsePayload<CampaignTerms>): void {
  const refuse = (path: keyof CampaignTerms, message: string) =>
    issues.push({ code: "custom", input: value[path], path: [path], message });
  const isPercent = value.discountType === "PERCENT";
  if (isPercent && value.discountValue > 100) refuse("discountValue", "at most 100 percent");
  if (isPercent !== (value.maxDiscount !== null)) {
    refuse("maxDiscount", isPercent ? "needed for PERCENT" : "must be null for FIXED");
  }
  if (Date.parse(value.opensAt) >= Date.parse(value.closesAt)) {
    refuse("closesAt", "must be after the opening");
  }
}

export const createCampaignInput = z.strictObject(campaignFields).check(agreeingTerms);
/** `version` is the version that the admin edited. */
export const updateCampaignInput = z
  .strictObject({ id: z.string(), version: z.int().min(1), ...campaignFields })
  .check(agreeingTerms);

/** `version` is the version that the admin looked at. */
export const extendCampaignInput = z.strictObject({
  id: z.string(),
  version: z.int().min(1),
  totalQuantity: campaignFields.totalQuantity,
  closesAt: campaignFields.closesAt,
});

export const listAdminCampaignsInput = adminPageInput.extend({
  phase: z.enum(campaignPhases).optional(),
  q: searchText.optional(),
});

export const listHoldersInput = adminPageInput.extend({
  id: z.string(),
  status: z.enum(couponStatuses).optional(),
  /** Part of a shopper's name, or the beginning of an email. */
  q: searchText.optional(),
});

export interface AdminCampaign extends ListedCampaign {
  issuedCount: number;
  pausedAt: string | null;
  /** When an admin closed it early; null for a campaign that runs to the end of its window. */
  closedAt: string | null;
  version: number;
  createdAt: string;
}

export interface CampaignProgress {
  /** The last 60 minutes, oldest first, including minutes in which no coupon was issued. */
  perMinute: { at: string; issued: number }[];
  /** Issued within the last 60 seconds. */
  ratePerMinute: number;
  /** Refused requests by domain code, since the campaign was created. */
  refused: { reason: string; count: number }[];
  /**
   * At the rate of the last minute, or since the opening; null at rate 0, and when none is left.
   */
  secondsToSellOut: number | null;
  /** When the last coupon was issued; null while coupons are left. */
  soldOutAt: string | null;
  used: number;
  unused: number;
  expired: number;
  /** Coupons that a refunded order gave back; some may have been used again since. */
  refundedBack: number;
  /** Won that paid orders with its coupons brought, without what was refunded since. */
  revenue: number;
  /** Won that these orders cost less. */
  discountGiven: number;
}

export interface AdminCampaignDetail extends AdminCampaign {
  now: string;
  progress: CampaignProgress;
}

export interface Holder {
  issuedCouponId: string;
  userId: string;
  /** Its place in the campaign; null until a coupon that an older version issued is in the log. */
  number: number | null;
  userName: string;
  userEmail: string;
  status: CouponStatus;
  issuedAt: string;
  expiresAt: string;
  usedAt: string | null;
  /** The order that it was used for. */
  orderId: string | null;
  orderNumber: string | null;
}

export type CreateCampaign = z.output<typeof createCampaignInput>;
export type ExtendCampaign = z.output<typeof extendCampaignInput>;
export type UpdateCampaign = z.output<typeof updateCampaignInput>;
export type ListAdminCampaigns = z.output<typeof listAdminCampaignsInput>;
export type ListHolders = z.output<typeof listHoldersInput>;
