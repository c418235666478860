import type { Campaign } from "./schema.ts";

export interface CampaignRow {
  id: string;
  name: string;
  nameEn: string;
  discountType: string;
  discountValue: bigint;
  maxDiscount: bigint | null;
  minOrderAmount: bigint;
  totalQuantity: number;
  issuedCount: number;
  opensAt: Date;
  closesAt: Date;
  pausedAt: Date | null;
  closedAt: Date | null;
}

export type CampaignPhase = "UPCOMING" | "OPEN" | "SOLD_OUT" | "PAUSED" | "CLOSED";

export function campaignPhase(row: CampaignRow, now: Date): CampaignPhase {
  if (row.closedAt || row.closesAt <= now) return "CLOSED";
  if (row.pausedAt) return "PAUSED";
  if (row.opensAt > now) return "UPCOMING";
  return row.issuedCount < row.totalQuantity ? "OPEN" : "SOLD_OUT";
}

export const discountOf = (row: CampaignRow) => ({
  name: row.name,
  nameEn: row.nameEn,
  discountType: row.discountType as Campaign["discountType"],
  discountValue: Number(row.discountValue),
  maxDiscount: row.maxDiscount === null ? null : Number(row.maxDiscount),
  minOrderAmount: Number(row.minOrderAmount),
});

export const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id,
  ...discountOf(row),
  totalQuantity: row.totalQuantity,
  remainingQuantity: row.totalQuantity - row.issuedCount,
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
});
