import type pg from "pg";
import {
  type AdminCase,
  casesOf,
  cursorOf,
  deepIn,
  ordersOf,
  paidOrder,
  text,
  time,
} from "./case.ts";

const usersOf = (where: string) => `
  SELECT u.*, a.balance FROM users u LEFT JOIN accounts a ON a.user_id = u.id
  WHERE ${where} ORDER BY u.created_at DESC, u.id DESC LIMIT 51`;
const shoppers = casesOf("shoppers", (admin) => admin.user.list, usersOf);

export async function shopperCases(sql: pg.Client): Promise<AdminCase[]> {
  const deepUser = await deepIn(sql, "users", { order: "created_at, id" });
  const paid = await paidOrder(sql);
  const shopper = text(paid.user_id);
  return [
    shoppers("first page", {}, "true"),
    shoppers(
      "deep",
      { cursor: cursorOf(deepUser.created_at.toISOString(), deepUser.id) },
      `(u.created_at, u.id) < (${time(deepUser.created_at)}, ${text(deepUser.id)})`,
    ),
    shoppers(
      "by an email",
      { q: "shopper99" },
      "email LIKE '%shopper99%' OR search_name LIKE '%shopper99%'",
    ),
    shoppers(
      "by a name",
      { q: "하늘9999" },
      "email LIKE '%하늘9999%' OR search_name LIKE '%하늘9999%'",
    ),
    shoppers(
      "search in vain",
      { q: "zzzzz" },
      "email LIKE '%zzzzz%' OR search_name LIKE '%zzzzz%'",
    ),
    shoppers("owners", { role: "owner" }, "role = 'owner'"),
    shoppers("banned", { banned: true }, "banned"),
    {
      what: "shoppers: one",
      call: (admin) => admin.user.get({ id: paid.user_id }),
      bare: `SELECT u.*, a.*, (SELECT COUNT(*) FROM orders WHERE user_id = u.id),
        (SELECT COUNT(*) FROM issued_coupons WHERE user_id = u.id)
        FROM users u JOIN accounts a ON a.user_id = u.id WHERE u.id = ${shopper}`,
    },
    {
      what: "shoppers: ledger",
      call: (admin) => admin.user.entries({ id: paid.user_id }),
      bare: `SELECT * FROM ledger_entries WHERE user_id = ${shopper} ORDER BY number DESC LIMIT 51`,
    },
    {
      what: "shoppers: coupons",
      call: (admin) => admin.user.coupons({ id: paid.user_id }),
      bare: `SELECT * FROM issued_coupons i JOIN coupon_campaigns c ON c.id = i.campaign_id
        WHERE i.user_id = ${shopper} ORDER BY i.issued_at DESC`,
    },
    {
      what: "shoppers: orders",
      call: (admin) => admin.user.orders({ id: paid.user_id }),
      bare: ordersOf(`user_id = ${shopper}`),
    },
  ];
}
