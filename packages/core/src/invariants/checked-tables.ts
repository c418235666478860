import { Prisma } from "@sunchak/db";
import { checkedOrders } from "./order-checks.ts";
import { type Checked, no } from "./range-check.ts";

/**
 * No condition on a status stands in a WHERE: SQLite would read all orders of that status for each
 * slice.
 * @param maxBalance in won.
 */
export const checkedTables = (maxBalance: number): Checked[] => [
  {
    table: "accounts",
    key: "user_id",
    checks: [
      {
        kind: "account",
        find: (within) => Prisma.sql`
          SELECT a.user_id AS "subjectId", a.balance, COALESCE(e.total, 0) AS "ledgerSum",
            a.entry_count AS "entryCount", COALESCE(e.entries, 0) AS entries
          FROM accounts a LEFT JOIN (
            SELECT user_id, CAST(SUM(amount) AS BIGINT) AS total, COUNT(*) AS entries
            FROM ledger_entries WHERE ${within("user_id")} GROUP BY user_id
          ) e ON e.user_id = a.user_id
          WHERE ${within("a.user_id")}
            AND (a.balance <> COALESCE(e.total, 0) OR a.entry_count <> COALESCE(e.entries, 0))`,
        compare: ({ balance, ledgerSum, entryCount, entries }) => ({
          balance: [balance, ledgerSum],
          entryCount: [entryCount, entries],
        }),
      },
      {
        kind: "ledger",
        find: (within) => Prisma.sql`
          SELECT user_id AS "subjectId", number AS "at", number, place, balance_after AS "balanceAfter",
            running AS "runningSum"
          FROM (
            SELECT wrong.*, ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY number) AS nth
            FROM (
              SELECT user_id, number, balance_after,
                CAST(SUM(amount) OVER (PARTITION BY user_id ORDER BY number) AS BIGINT) AS running,
                ROW_NUMBER() OVER (PARTITION BY user_id ORDER BY number) AS place
              FROM ledger_entries WHERE ${within("user_id")}
            ) AS wrong
            WHERE number <> place OR balance_after <> running
          ) AS numbered
          WHERE nth = 1`,
        compare: ({ number, place, balanceAfter, runningSum }) => ({
          entryNumber: [number, place],
          balanceAfter: [balanceAfter, runningSum],
        }),
      },
      {
        kind: "balanceRange",
        find: (within) => Prisma.sql`
          SELECT a.user_id AS "subjectId", a.balance, e.number AS "at", e.balance_after AS "balanceAfter"
          FROM accounts a LEFT JOIN (
            SELECT user_id, MIN(number) AS number, MAX(balance_after) AS balance_after
            FROM ledger_entries WHERE ${within("user_id")} AND kind <> 'REFUND' AND amount > 0
              AND balance_after > ${BigInt(maxBalance)} GROUP BY user_id
          ) e ON e.user_id = a.user_id
          WHERE ${within("a.user_id")} AND (a.balance < 0 OR e.number IS NOT NULL)`,
        compare: ({ balance, at, balanceAfter }) => ({
          balanceAtLeast: Number(balance) < 0 ? [balance, 0] : [0, 0],
          balanceAtMost: no(at) ? [0, 0] : [balanceAfter, maxBalance],
        }),
      },
    ],
  },
  {
    table: "coupon_campaigns",
    key: "id",
    checks: [
      {
        kind: "issuedCount",
        find: (within) => Prisma.sql`
          SELECT c.id AS "subjectId", c.issued_count AS "issuedCount",
            c.total_quantity AS "totalQuantity", COALESCE(i.issued, 0) AS issued
          FROM coupon_campaigns c LEFT JOIN (
            SELECT campaign_id, COUNT(*) AS issued FROM issued_coupons
            WHERE ${within("campaign_id")} GROUP BY campaign_id
          ) i ON i.campaign_id = c.id
          WHERE ${within("c.id")}
            AND (c.issued_count <> COALESCE(i.issued, 0) OR c.issued_count > c.total_quantity)`,
        compare: ({ issuedCount, totalQuantity, issued }) => ({
          issuedCount: [issuedCount, issued],
          issuedAtMost:
            Number(issuedCount) > Number(totalQuantity) ? [issuedCount, totalQuantity] : [0, 0],
        }),
      },
      {
        kind: "secondCoupon",
        find: (within) => Prisma.sql`
          SELECT campaign_id AS "subjectId", user_id AS "userId", COUNT(*) AS coupons
          FROM issued_coupons WHERE ${within("campaign_id")}
          GROUP BY campaign_id, user_id HAVING COUNT(*) > 1`,
        compare: ({ coupons }) => ({ coupons: [coupons, 1] }),
      },
    ],
  },
  {
    table: "products",
    key: "id",
    checks: [
      {
        kind: "stock",
        find: (within) => Prisma.sql`
          SELECT p.id AS "subjectId", p.stock, p.sold_quantity AS "soldQuantity",
            COALESCE(s.sold, 0) AS sold,
            p.initial_stock + COALESCE(j.adjusted, 0) + COALESCE(s.refunded, 0) - COALESCE(s.sold, 0)
              AS "countedStock"
          FROM products p
          LEFT JOIN (
            SELECT product_id, SUM(quantity) AS adjusted FROM stock_adjustments
            WHERE ${within("product_id")} GROUP BY product_id
          ) j ON j.product_id = p.id
          LEFT JOIN (
            SELECT l.product_id,
              SUM(CASE WHEN o.status IN ('PAID', 'REFUNDED') THEN l.quantity ELSE 0 END) AS sold,
              SUM(CASE WHEN o.status = 'REFUNDED' THEN l.quantity ELSE 0 END) AS refunded
            FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE ${within("l.product_id")} GROUP BY l.product_id
          ) s ON s.product_id = p.id
          WHERE ${within("p.id")} AND (p.stock < 0
            OR p.stock <> p.initial_stock + COALESCE(j.adjusted, 0) + COALESCE(s.refunded, 0)
              - COALESCE(s.sold, 0)
            OR p.sold_quantity <> COALESCE(s.sold, 0))`,
        compare: ({ stock, countedStock, soldQuantity, sold }) => ({
          stock: [stock, countedStock],
          stockAtLeast: Number(stock) < 0 ? [stock, 0] : [0, 0],
          soldQuantity: [soldQuantity, sold],
        }),
      },
    ],
  },
  {
    table: "issued_coupons",
    key: "id",
    checks: [
      {
        kind: "coupon",
        find: (within) => Prisma.sql`
          SELECT c.id AS "subjectId", CASE WHEN c.used_at IS NULL THEN 0 ELSE 1 END AS used,
            COALESCE(o.orders, 0) AS "paidOrders", c.user_id AS "userId", s.user_id AS "strangerId"
          FROM issued_coupons c
          LEFT JOIN (
            SELECT issued_coupon_id, SUM(CASE WHEN status = 'PAID' THEN 1 ELSE 0 END) AS orders
            FROM orders WHERE ${within("issued_coupon_id")} GROUP BY issued_coupon_id
          ) o ON o.issued_coupon_id = c.id
          LEFT JOIN (
            SELECT i.id, MIN(x.user_id) AS user_id FROM issued_coupons i
            JOIN orders x ON x.issued_coupon_id = i.id AND x.user_id <> i.user_id
            WHERE ${within("i.id")} GROUP BY i.id
          ) s ON s.id = c.id
          WHERE ${within("c.id")} AND (s.id IS NOT NULL
            OR COALESCE(o.orders, 0) <> CASE WHEN c.used_at IS NULL THEN 0 ELSE 1 END)`,
        compare: ({ used, paidOrders, userId, strangerId }) => ({
          uses: Number(paidOrders) > 1 ? [0, 0] : [used, paidOrders],
          paidOrders: Number(paidOrders) > 1 ? [paidOrders, used] : [0, 0],
          holder: no(strangerId) ? [userId, userId] : [userId, strangerId],
        }),
      },
    ],
  },
  checkedOrders,
];
