import { Prisma } from "@sunchak/db";
import { type Checked, no, type Value, type Values } from "./range-check.ts";

const negative = (value: Value | undefined): Value => (no(value) ? null : -Number(value));

/** Whose the first of the rows is that belongs to another shopper; the order's own without one. */
const strangerOf = (row: Values, ...names: string[]): Value | undefined =>
  names.map((name) => row[name]).find((id) => !no(id) && id !== row.userId) ?? row.userId;

export const checkedOrders: Checked = {
  table: "orders",
  key: "id",
  checks: [
    {
      kind: "payment",
      find: (within) => Prisma.sql`
        SELECT o.id AS "subjectId", o.status, o.total, o.user_id AS "userId", o.paid_at AS "paidAt",
          p.amount AS payment, p.user_id AS "payerId", p.paid_at AS "paymentAt",
          p.entry_number AS "paymentEntry", CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS exports,
          e.amount AS entry, e.number AS "entryNumber", e.user_id AS "entryOwnerId"
        FROM orders o
        LEFT JOIN payments p ON p.order_id = o.id
        LEFT JOIN outbox_events x ON x.order_id = o.id AND x.type = 'order.paid'
        LEFT JOIN ledger_entries e ON e.order_id = o.id AND e.kind = 'PAYMENT'
        WHERE ${within("o.id")} AND CASE WHEN o.status IN ('PAID', 'REFUNDED') THEN
            p.order_id IS NULL OR p.amount <> o.total OR p.user_id <> o.user_id
            OR o.paid_at IS NULL OR p.paid_at <> o.paid_at OR x.id IS NULL
            OR (o.total = 0 AND e.number IS NOT NULL)
            OR (o.total > 0 AND (e.number IS NULL OR e.amount <> -o.total
              OR e.user_id <> o.user_id OR e.number <> p.entry_number))
          ELSE p.order_id IS NOT NULL OR x.id IS NOT NULL OR e.number IS NOT NULL END`,
      compare: (row) => {
        const isPaid = row.status === "PAID" || row.status === "REFUNDED";
        const hasEntry = isPaid && Number(row.total) > 0;
        return {
          payment: [row.payment, isPaid ? row.total : null],
          entry: [row.entry, hasEntry ? negative(row.total) : null],
          exports: [row.exports, isPaid ? 1 : 0],
          paidAt: isPaid && !no(row.payment) ? [row.paidAt, row.paymentAt] : [0, 0],
          entryNumber:
            no(row.entry) || no(row.payment) ? [0, 0] : [row.paymentEntry, row.entryNumber],
          holder: [strangerOf(row, "payerId", "entryOwnerId"), row.userId],
        };
      },
    },
    {
      kind: "refund",
      find: (within) => Prisma.sql`
        SELECT o.id AS "subjectId", o.status, o.total, o.user_id AS "userId",
          o.refunded_at AS "refundedAt", r.amount AS refund, r.user_id AS "payeeId",
          r.refunded_at AS "refundAt", r.entry_number AS "refundEntry",
          CASE WHEN x.id IS NULL THEN 0 ELSE 1 END AS exports, e.amount AS entry,
          e.number AS "entryNumber", e.user_id AS "entryOwnerId"
        FROM orders o
        LEFT JOIN refunds r ON r.order_id = o.id
        LEFT JOIN outbox_events x ON x.order_id = o.id AND x.type = 'order.refunded'
        LEFT JOIN ledger_entries e ON e.order_id = o.id AND e.kind = 'REFUND'
        WHERE ${within("o.id")} AND CASE WHEN o.status = 'REFUNDED' THEN
            r.order_id IS NULL OR r.amount <> o.total OR r.user_id <> o.user_id
            OR o.refunded_at IS NULL OR r.refunded_at <> o.refunded_at OR x.id IS NULL
            OR (o.total = 0 AND e.number IS NOT NULL)
            OR (o.total > 0 AND (e.number IS NULL OR e.amount <> o.total
              OR e.user_id <> o.user_id OR e.number <> r.entry_number))
          ELSE r.order_id IS NOT NULL OR x.id IS NOT NULL OR e.number IS NOT NULL END`,
      compare: (row) => {
        const isRefunded = row.status === "REFUNDED";
        const hasEntry = isRefunded && Number(row.total) > 0;
        return {
          refund: [row.refund, isRefunded ? row.total : null],
          entry: [row.entry, hasEntry ? row.total : null],
          exports: [row.exports, isRefunded ? 1 : 0],
          refundedAt: isRefunded && !no(row.refund) ? [row.refundedAt, row.refundAt] : [0, 0],
          entryNumber:
            no(row.entry) || no(row.refund) ? [0, 0] : [row.refundEntry, row.entryNumber],
          holder: [strangerOf(row, "payeeId", "entryOwnerId"), row.userId],
        };
      },
    },
    {
      kind: "orderTotal",
      find: (within) => Prisma.sql`
        SELECT o.id AS "subjectId", o.subtotal, o.discount, o.total, l.amount AS "lineSum"
        FROM orders o LEFT JOIN (
          SELECT order_id, CAST(SUM(amount) AS BIGINT) AS amount FROM order_lines
          WHERE ${within("order_id")} GROUP BY order_id
        ) l ON l.order_id = o.id
        WHERE ${within("o.id")}
          AND (o.subtotal <> COALESCE(l.amount, -1) OR o.total <> o.subtotal - o.discount)`,
      compare: ({ subtotal, discount, total, lineSum }) => ({
        subtotal: [subtotal, lineSum],
        total: [total, Number(subtotal) - Number(discount)],
      }),
    },
    {
      kind: "lostOrder",
      find: (within) => Prisma.sql`
        SELECT id AS "subjectId" FROM (
          SELECT p.order_id AS id FROM payments p
            LEFT JOIN orders o ON o.id = p.order_id WHERE ${within("p.order_id")} AND o.id IS NULL
          UNION SELECT r.order_id FROM refunds r
            LEFT JOIN orders o ON o.id = r.order_id WHERE ${within("r.order_id")} AND o.id IS NULL
          UNION SELECT x.order_id FROM outbox_events x
            LEFT JOIN orders o ON o.id = x.order_id WHERE ${within("x.order_id")} AND o.id IS NULL
          UNION SELECT e.order_id FROM ledger_entries e
            LEFT JOIN orders o ON o.id = e.order_id WHERE ${within("e.order_id")} AND o.id IS NULL
          UNION SELECT l.order_id FROM order_lines l
            LEFT JOIN orders o ON o.id = l.order_id WHERE ${within("l.order_id")} AND o.id IS NULL
        ) AS orphans`,
      compare: ({ subjectId }) => ({ order: [null, subjectId] }),
    },
  ],
};
