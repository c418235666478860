import type pg from "pg";
import { type AdminCase, casesOf, deepIn, monthAgo, text, time } from "./case.ts";

const auditOf = (where: string) => `
  SELECT a.*, u.name, u.email FROM audit_entries a LEFT JOIN users u ON u.id = a.actor_id
  WHERE ${where} ORDER BY a.id DESC LIMIT 51`;
const audit = casesOf("audit", (admin) => admin.audit.list, auditOf);

export async function auditCases(sql: pg.Client): Promise<AdminCase[]> {
  const deepAudit = await deepIn(sql, "audit_entries");
  return [
    audit("first page", {}, "true"),
    audit("deep", { cursor: deepAudit.id }, `a.id < ${text(deepAudit.id)}`),
    audit(
      "of a subject",
      { subjectType: deepAudit.subject_type, subjectId: deepAudit.subject_id },
      `subject_type = ${text(deepAudit.subject_type)} AND subject_id = ${text(deepAudit.subject_id)}`,
    ),
    audit("of an action", { action: "order.refund" }, "action = 'order.refund'"),
    audit("of an action that never was", { action: "user.ban" }, "action = 'user.ban'"),
    audit("of a kind that never was", { subjectType: "user" }, "subject_type = 'user'"),
    audit("of an admin", { actorId: deepAudit.actor_id }, `actor_id = ${text(deepAudit.actor_id)}`),
    audit("of one who did nothing", { actorId: "nobody" }, "actor_id = 'nobody'"),
    audit("before a month ago", { to: monthAgo.toISOString() }, `at < ${time(monthAgo)}`),
  ];
}
