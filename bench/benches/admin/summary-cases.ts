import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type AdminCase, type AdminProcedures, deepIn, now, text } from "./case.ts";

/**
 * The pages whose numbers are counted in advance: the dashboard, the ranking and the invariants.
 */
export async function summaryCases(sql: pg.Client): Promise<AdminCase[]> {
  const deepRanking = await deepIn(sql, "ranking_snapshots");
  return [
    {
      what: "dashboard: summary",
      call: (admin) => admin.dashboard.summary(),
      bare: `SELECT (SELECT SUM(balance) FROM accounts),
        (SELECT SUM(total) FROM orders WHERE paid_at >= date_trunc('day', ${now})),
        (SELECT COUNT(*) FROM outbox_events WHERE status = 'PENDING'),
        (SELECT COUNT(*) FROM outbox_events WHERE status = 'DEAD'),
        (SELECT COUNT(*) FROM users WHERE created_at >= date_trunc('day', ${now}))`,
    },
    ...(["24h", "7d", "30d"] as const).map((range) => ({
      what: `dashboard: sales over ${range}`,
      call: (admin: AdminProcedures) => admin.dashboard.series({ range }),
      bare: `SELECT date_trunc('${range === "24h" ? "hour" : "day"}', hour + interval '9 hours'), SUM(sales), SUM(orders)
        FROM sales_hours WHERE hour >= ${now} - interval '${range.replace("h", " hours").replace("d", " days")}' GROUP BY 1`,
    })),
    {
      what: "ranking: current",
      call: (admin) => admin.ranking.current(),
      bare: `SELECT * FROM ranking_snapshots s JOIN ranking_entries e ON e.snapshot_id = s.id
        WHERE s.id = (SELECT id FROM ranking_snapshots ORDER BY window_end DESC LIMIT 1) ORDER BY rank`,
    },
    {
      what: "ranking: history",
      call: (admin) => admin.ranking.history({}),
      bare: `SELECT * FROM (SELECT * FROM ranking_snapshots ORDER BY id DESC LIMIT 51) s
        JOIN ranking_entries e ON e.snapshot_id = s.id ORDER BY s.id DESC, rank`,
    },
    {
      what: "ranking: history, deep",
      call: (admin) => admin.ranking.history({ cursor: deepRanking.id }),
      bare: `SELECT * FROM (SELECT * FROM ranking_snapshots WHERE id < ${text(deepRanking.id)} ORDER BY id DESC LIMIT 51) s
        JOIN ranking_entries e ON e.snapshot_id = s.id ORDER BY s.id DESC, rank`,
    },
    {
      what: "ranking: recount",
      call: (admin) => admin.ranking.recount(),
      bare: `SELECT l.product_id, SUM(l.quantity) AS sold, SUM(l.amount) AS revenue
        FROM orders o JOIN order_lines l ON l.order_id = o.id, (SELECT * FROM ranking_snapshots ORDER BY window_end DESC LIMIT 1) s
        WHERE o.paid_at >= s.window_start AND o.paid_at < s.window_end
          AND (o.refunded_at IS NULL OR o.refunded_at >= s.window_end)
        GROUP BY l.product_id ORDER BY sold DESC, revenue DESC, l.product_id LIMIT 20`,
    },
    {
      what: "ranking: aggregate now",
      call: (admin) => admin.ranking.aggregate({ idempotencyKey: randomUUID() }),
      bare: `SELECT l.product_id, SUM(l.quantity) AS sold, SUM(l.amount) AS revenue
        FROM orders o JOIN order_lines l ON l.order_id = o.id
        WHERE o.paid_at >= ${now} - interval '72 hours 30 seconds' AND o.paid_at < ${now} - interval '30 seconds'
          AND (o.refunded_at IS NULL OR o.refunded_at >= ${now} - interval '30 seconds')
        GROUP BY l.product_id ORDER BY sold DESC, revenue DESC, l.product_id LIMIT 20`,
    },
    {
      what: "invariants: last check",
      call: (admin) => admin.invariant.last(),
      bare: "SELECT * FROM settings WHERE key = 'invariants.last'",
    },
  ];
}
