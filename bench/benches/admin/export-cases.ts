import type pg from "pg";
import { type AdminCase, casesOf, deepIn, paidOrder, text } from "./case.ts";

const exportsOf = (where: string) => `
  SELECT e.*, o.order_number FROM outbox_events e JOIN orders o ON o.id = e.order_id
  WHERE ${where} ORDER BY e.id DESC LIMIT 51`;
const exports = casesOf("exports", (admin) => admin.export.list, exportsOf);

export async function exportCases(sql: pg.Client): Promise<AdminCase[]> {
  const deepExport = await deepIn(sql, "outbox_events");
  const paid = await paidOrder(sql);
  return [
    exports("first page", {}, "true"),
    exports("deep", { cursor: deepExport.id }, `e.id < ${text(deepExport.id)}`),
    exports("waiting", { status: "PENDING" }, "e.status = 'PENDING'"),
    exports("dead", { status: "DEAD" }, "e.status = 'DEAD'"),
    exports("refunds", { type: "order.refunded" }, "e.type = 'order.refunded'"),
    exports(
      "dead refunds",
      { type: "order.refunded", status: "DEAD" },
      "e.type = 'order.refunded' AND e.status = 'DEAD'",
    ),
    exports(
      "by an order's number",
      { q: paid.order_number },
      `o.order_number = ${text(paid.order_number)}`,
    ),
    {
      what: "exports: one",
      call: (admin) => admin.export.get({ id: deepExport.id }),
      bare: `SELECT e.*, o.*, (SELECT json_agg(l) FROM order_lines l WHERE l.order_id = o.id),
        (SELECT json_agg(a) FROM export_attempts a WHERE a.event_id = e.id)
        FROM outbox_events e JOIN orders o ON o.id = e.order_id WHERE e.id = ${text(deepExport.id)}`,
    },
    {
      what: "exports: status",
      call: (admin) => admin.export.status(),
      bare: `SELECT (SELECT COUNT(*) FROM outbox_events WHERE status = 'PENDING'),
        (SELECT MIN(occurred_at) FROM outbox_events WHERE status = 'PENDING'),
        (SELECT COUNT(*) FROM outbox_events WHERE status = 'DEAD')`,
    },
  ];
}
