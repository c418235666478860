import type pg from "pg";
import {
  type AdminCase,
  type AdminProcedures,
  casesOf,
  deepIn,
  firstRow,
  now,
  text,
} from "./case.ts";

type Filter = Omit<Parameters<AdminProcedures["campaign"]["holders"]>[0], "id">;

const holdersOf = (where: string) => `
  SELECT c.*, u.name, u.email, o.id AS order_id, o.order_number
  FROM issued_coupons c JOIN users u ON u.id = c.user_id
  LEFT JOIN orders o ON o.issued_coupon_id = c.id AND o.status = 'PAID'
  WHERE ${where} ORDER BY c.id DESC LIMIT 51`;

export async function campaignCases(sql: pg.Client): Promise<AdminCase[]> {
  const campaign = await firstRow(
    sql,
    "SELECT id FROM coupon_campaigns ORDER BY issued_count DESC, id DESC LIMIT 1",
  );
  const inCampaign = `campaign_id = ${text(campaign.id)}`;
  const deepCoupon = await deepIn(sql, "issued_coupons", { where: inCampaign });
  const holders = casesOf(
    "holders",
    (admin) => (filter: Filter) => admin.campaign.holders({ ...filter, id: campaign.id }),
    (where: string) => holdersOf(`c.${inCampaign} AND ${where}`),
  );
  return [
    {
      what: "campaigns: first page",
      call: (admin) => admin.campaign.list({}),
      bare: "SELECT * FROM coupon_campaigns ORDER BY id DESC LIMIT 51",
    },
    {
      what: "campaigns: one, of 100 thousand coupons",
      call: (admin) => admin.campaign.get({ id: campaign.id }),
      bare: `SELECT COUNT(*), COUNT(used_at), COUNT(*) FILTER (WHERE used_at IS NULL AND expires_at <= ${now})
        FROM issued_coupons WHERE ${inCampaign}`,
    },
    holders("first page", {}, "true"),
    holders("deep", { cursor: deepCoupon.id }, `c.id < ${text(deepCoupon.id)}`),
    holders("used", { status: "USED" }, "c.used_at IS NOT NULL"),
    holders("expired", { status: "EXPIRED" }, `c.used_at IS NULL AND c.expires_at <= ${now}`),
    holders(
      "by an email",
      { q: "shopper99999" },
      "(u.search_name LIKE '%shopper99999%' OR u.email LIKE 'shopper99999%')",
    ),
  ];
}
