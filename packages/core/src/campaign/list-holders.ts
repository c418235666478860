import { expressionBuilder, sql, type Tables } from "@sunchak/db";
import { couponStatusAt, whereCouponStatus } from "../coupon/coupon-status.ts";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { isId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { userMatches } from "../user/search-users.ts";
import type { Holder, ListHolders } from "./schema.ts";

const coupon = expressionBuilder<Tables, "issuedCoupons">();

const filters = (now: Date): Filters<Omit<ListHolders, "size">> => ({
  id: (campaignId) => coupon("issuedCoupons.campaignId", "=", campaignId),
  status: (status) => whereCouponStatus(status, now),
  q: byText(userMatches),
  cursor: (id) => coupon("issuedCoupons.id", "<", id),
});

/** A page of the holders of a campaign's coupons, the latest issued first; empty when unknown. */
export async function listHolders(
  deps: Pick<Deps, "db" | "clock">,
  { size, ...filter }: ListHolders,
): Promise<Page<Holder>> {
  if (!isId(filter.id)) return { items: [], nextCursor: null };
  const now = deps.clock.now();
  const rows = await deps.db.queries
    .selectFrom("issuedCoupons")
    .innerJoin("users", "users.id", "issuedCoupons.userId")
    // A unique index allows one such order for each coupon.
    .leftJoin("orders", (join) =>
      join
        .onRef("orders.issuedCouponId", "=", "issuedCoupons.id")
        .on("orders.status", "=", sql.lit("PAID")),
    )
    .select([
      "issuedCoupons.id as issuedCouponId",
      "issuedCoupons.userId",
      "issuedCoupons.number",
      "users.name as userName",
      "users.email as userEmail",
      "issuedCoupons.issuedAt",
      "issuedCoupons.expiresAt",
      "issuedCoupons.usedAt",
      "orders.id as orderId",
      "orders.orderNumber",
    ])
    .where(coupon.and(conditionsOf(filters(now), filter)))
    .orderBy("issuedCoupons.id", "desc")
    .limit(size + 1)
    .execute();
  return cursorPage(
    rows,
    size,
    (row) => row.issuedCouponId,
    (row) => ({
      ...row,
      status: couponStatusAt(row, now),
      issuedAt: row.issuedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      usedAt: row.usedAt?.toISOString() ?? null,
    }),
  );
}
