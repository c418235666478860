import type pg from "pg";
import {
  type AdminCase,
  bestSeller,
  casesOf,
  deepIn,
  monthAgo,
  now,
  ordersOf,
  paidOrder,
  text,
  time,
} from "./case.ts";

const orders = casesOf("orders", (admin) => admin.order.list, ordersOf);

export async function orderCases(sql: pg.Client): Promise<AdminCase[]> {
  const deepOrder = await deepIn(sql, "orders");
  const deepRefund = await deepIn(sql, "orders", {
    where: "status = 'REFUNDED' OR status = 'EXPIRED'",
  });
  const paid = await paidOrder(sql);
  const best = await bestSeller(sql);
  const shopper = text(paid.user_id);
  const dayBefore = new Date(monthAgo.getTime() - 86_400_000);
  const paidDay = String(paid.order_number).slice(0, 8);
  return [
    orders("first page", {}, "true"),
    orders("deep", { cursor: deepOrder.id }, `id < ${text(deepOrder.id)}`),
    orders("paid", { status: "PAID" }, "status = 'PAID'"),
    orders("pending", { status: "PENDING" }, `status = 'PENDING' AND expires_at > ${now}`),
    orders("cancelled", { status: "CANCELLED" }, "status = 'CANCELLED'"),
    orders(
      "expired, deep",
      { status: "EXPIRED", cursor: deepRefund.id },
      `(status = 'EXPIRED' OR (status = 'PENDING' AND expires_at <= ${now})) AND id < ${text(deepRefund.id)}`,
    ),
    orders(
      "refunded, deep",
      { status: "REFUNDED", cursor: deepRefund.id },
      `status = 'REFUNDED' AND id < ${text(deepRefund.id)}`,
    ),
    orders(
      "placed before a month ago",
      { to: monthAgo.toISOString() },
      `created_at < ${time(monthAgo)}`,
    ),
    orders(
      "paid on a day a month ago, with their sum",
      { by: "paid", from: dayBefore.toISOString(), to: monthAgo.toISOString() },
      `paid_at >= ${time(dayBefore)} AND paid_at < ${time(monthAgo)}`,
    ),
    orders("of a shopper", { userId: paid.user_id }, `user_id = ${shopper}`),
    orders(
      "of the best seller",
      { productId: best.id },
      `id IN (SELECT order_id FROM order_lines WHERE product_id = ${text(best.id)})`,
    ),
    orders(
      "of the best seller, refunded",
      { productId: best.id, status: "REFUNDED" },
      `status = 'REFUNDED' AND id IN (SELECT order_id FROM order_lines WHERE product_id = ${text(best.id)})`,
    ),
    orders(
      "by a part of a number",
      { q: String(paid.order_number).slice(11, 16) },
      `order_number LIKE '%${String(paid.order_number).slice(11, 16)}%'`,
    ),
    orders("by number", { q: paid.order_number }, `order_number = ${text(paid.order_number)}`),
    orders(
      "by the day of a number",
      { q: paidDay },
      `order_number LIKE '${paidDay}%' OR user_id IN (SELECT id FROM users WHERE search_name LIKE '%${paidDay}%')`,
    ),
    orders(
      "by an email",
      { q: "shopper777@" },
      "user_id IN (SELECT id FROM users WHERE email LIKE '%shopper777@%')",
    ),
    orders(
      "by a name that many have",
      { q: "김" },
      "user_id IN (SELECT id FROM users WHERE search_name LIKE '%김%')",
    ),
    orders(
      "by a product",
      { q: "도자기 머그 50" },
      "id IN (SELECT order_id FROM order_lines WHERE product_id IN (SELECT id FROM products WHERE search_name LIKE '%도자기 머그%50%'))",
    ),
    orders(
      "by what no one has",
      { q: "zzzzz" },
      "user_id IN (SELECT id FROM users WHERE search_name LIKE '%zzzzz%') OR id IN (SELECT order_id FROM order_lines WHERE product_id IN (SELECT id FROM products WHERE search_name LIKE '%zzzzz%'))",
    ),
    {
      what: "orders: one",
      call: (admin) => admin.order.get({ id: paid.id }),
      bare: `SELECT o.*, u.name, p.*, l.lines, e.entries, x.events FROM orders o JOIN users u ON u.id = o.user_id
        LEFT JOIN payments p ON p.order_id = o.id,
        LATERAL (SELECT json_agg(x) AS lines FROM order_lines x WHERE x.order_id = o.id) l,
        LATERAL (SELECT json_agg(x) AS entries FROM ledger_entries x WHERE x.order_id = o.id) e,
        LATERAL (SELECT json_agg(x) AS events FROM outbox_events x WHERE x.order_id = o.id) x
        WHERE o.id = ${text(paid.id)}`,
    },
  ];
}
