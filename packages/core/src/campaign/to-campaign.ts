import type { Tables } from "@sunchak/db";
import type { Campaign } from "./schema.ts";

type CampaignRow = Tables["couponCampaigns"];

export const termsOf = (
  row: Pick<
    CampaignRow,
    "name" | "nameEn" | "discountType" | "discountValue" | "maxDiscount" | "minOrderAmount"
  >,
) => ({
  name: row.name,
  nameEn: row.nameEn,
  discountType: row.discountType as Campaign["discountType"],
  discountValue: Number(row.discountValue),
  maxDiscount: row.maxDiscount === null ? null : Number(row.maxDiscount),
  minOrderAmount: Number(row.minOrderAmount),
});

export const toCampaign = (row: CampaignRow): Campaign => ({
  id: row.id,
  ...termsOf(row),
  totalQuantity: row.totalQuantity,
  remainingQuantity: row.totalQuantity - row.issuedCount,
  opensAt: row.opensAt.toISOString(),
  closesAt: row.closesAt.toISOString(),
  validHours: row.validHours,
});
