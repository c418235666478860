import { campaignPhaseAt } from "../campaign/campaign-phase.ts";
import type { Deps } from "../deps.ts";
import type { LiveCampaign, LiveProduct } from "./schema.ts";

/**
 * What was read of a campaign or a product, as it is at a time: the clock alone changes the phase
 * of a campaign.
 */
export type LiveReading = (at: Date) => Omit<LiveCampaign, "now"> | Omit<LiveProduct, "now">;

/** The campaigns with these ids, whatever their phase, by id; unknown ids are left out. */
export async function readLiveCampaigns(
  { db }: Pick<Deps, "db">,
  ids: string[],
): Promise<Map<string, LiveReading>> {
  const rows = await db.queries
    .selectFrom("couponCampaigns")
    .select(["id", "totalQuantity", "issuedCount", "opensAt", "closesAt", "pausedAt", "closedAt"])
    .where("id", "in", ids)
    .execute();
  const readings = rows.map((row): [string, LiveReading] => [
    row.id,
    (at) => ({
      couponId: row.id,
      phase: campaignPhaseAt(row, at),
      remainingQuantity: row.totalQuantity - row.issuedCount,
      totalQuantity: row.totalQuantity,
      opensAt: row.opensAt.toISOString(),
      closesAt: row.closesAt.toISOString(),
    }),
  ]);
  return new Map(readings);
}

/** The products on sale with these ids, by id; unknown and archived ones are left out. */
export async function readLiveProducts(
  { db }: Pick<Deps, "db">,
  ids: string[],
): Promise<Map<string, LiveReading>> {
  const rows = await db.queries
    .selectFrom("products")
    .select(["id", "price", "stock"])
    .where("id", "in", ids)
    .where("archivedAt", "is", null)
    .execute();
  const readings = rows.map(({ id, price, stock }): [string, LiveReading] => [
    id,
    () => ({ productId: id, price: Number(price), stock }),
  ]);
  return new Map(readings);
}
