import { expressionBuilder, sql, type Tables } from "@sunchak/db";
import { whereCouponStatus } from "../coupon/coupon-status.ts";
import type { CouponStatus } from "../coupon/schema.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId, smallestId } from "../ids.ts";
import type { OrderStatus } from "../order/schema.ts";
import { timeBucket } from "../time-bucket.ts";
import type { AdminCampaignDetail, CampaignProgress } from "./schema.ts";
import { type FullCampaignRow, toAdminCampaign } from "./to-admin-campaign.ts";

const coupon = expressionBuilder<Tables, "issuedCoupons">();

const order = expressionBuilder<Tables, "orders">();
/** A column of an order in a status; null of any other. */
const ifOrder = (
  status: OrderStatus,
  column: "orders.issuedCouponId" | "orders.total" | "orders.discount",
) => order.case().when("orders.status", "=", sql.lit(status)).then(order.ref(column)).end();

const MINUTE_MS = 60_000;
const MINUTES = 60;

/**
 * One campaign, with the progress of its issuing and the use of its coupons.
 * @throws DomainError NOT_FOUND
 */
export async function getAdminCampaign(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<AdminCampaignDetail> {
  const now = deps.clock.now();
  const row = isId(id) ? await deps.db.client.couponCampaign.findUnique({ where: { id } }) : null;
  if (!row) throw notFound("coupon campaign");
  return {
    ...toAdminCampaign(row, now),
    now: now.toISOString(),
    progress: await readProgress(deps, row, now),
  };
}

async function readProgress(
  { db }: Pick<Deps, "db">,
  row: FullCampaignRow,
  now: Date,
): Promise<CampaignProgress> {
  const { id } = row;
  const { client, queries } = db;
  const held = { campaignId: id };
  const minute = timeBucket(db.provider, coupon.ref("issuedAt"), "minute");
  const ifStatus = (status: CouponStatus) =>
    coupon.case().when(whereCouponStatus(status, now)).then(1).end();
  const firstMinute = new Date(
    now.getTime() - (now.getTime() % MINUTE_MS) - (MINUTES - 1) * MINUTE_MS,
  );
  const lastMinute = new Date(now.getTime() - MINUTE_MS);
  const remaining = row.totalQuantity - row.issuedCount;
  const [minutes, ratePerMinute, refused, [ended], [ordered], last] = await Promise.all([
    queries
      .selectFrom("issuedCoupons")
      .select(({ fn }) => [minute.as("at"), fn.countAll().as("issued")])
      .where("campaignId", "=", id)
      .where("id", ">=", smallestId(firstMinute))
      .groupBy("at")
      .execute(),
    client.issuedCoupon.count({ where: { ...held, id: { gt: smallestId(lastMinute) } } }),
    client.couponRefusal.findMany({ where: held, orderBy: { count: "desc" } }),
    queries
      .selectFrom("issuedCoupons")
      .select(({ fn }) => [
        fn.count(ifStatus("USED")).as("used"),
        fn.count(ifStatus("EXPIRED")).as("expired"),
      ])
      .where("campaignId", "=", id)
      .execute(),
    queries
      .selectFrom("orders")
      .innerJoin("issuedCoupons", "issuedCoupons.id", "orders.issuedCouponId")
      .select(({ fn }) => [
        fn.count(ifOrder("REFUNDED", "orders.issuedCouponId")).distinct().as("refundedBack"),
        fn.sum(ifOrder("PAID", "orders.total")).as("revenue"),
        fn.sum(ifOrder("PAID", "orders.discount")).as("discountGiven"),
      ])
      .where("orders.status", "in", [sql.lit("PAID"), sql.lit("REFUNDED")])
      .where("issuedCoupons.campaignId", "=", id)
      .execute(),
    remaining > 0 ? null : client.issuedCoupon.findFirst({ where: held, orderBy: { id: "desc" } }),
  ]);
  // Within the last minute: the rate of a campaign that has just opened counts since its opening.
  const secondsOpen = Math.max(
    1,
    Math.min(MINUTE_MS, now.getTime() - row.opensAt.getTime()) / 1_000,
  );
  const issued = new Map(minutes.map(({ at, issued }) => [at, Number(issued)]));
  const used = Number(ended?.used ?? 0);
  const expired = Number(ended?.expired ?? 0);
  return {
    perMinute: Array.from({ length: MINUTES }, (_, i) => {
      const at = new Date(firstMinute.getTime() + i * MINUTE_MS).toISOString();
      return { at, issued: issued.get(at.slice(0, 16)) ?? 0 };
    }),
    ratePerMinute,
    refused: refused.map(({ reason, count }) => ({ reason, count })),
    secondsToSellOut:
      ratePerMinute > 0 && remaining > 0
        ? Math.ceil((remaining / ratePerMinute) * secondsOpen)
        : null,
    soldOutAt: last?.issuedAt.toISOString() ?? null,
    used,
    unused: row.issuedCount - used - expired,
    expired,
    refundedBack: Number(ordered?.refundedBack ?? 0),
    revenue: Number(ordered?.revenue ?? 0),
    discountGiven: Number(ordered?.discountGiven ?? 0),
  };
}
