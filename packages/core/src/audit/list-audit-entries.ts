import type { Deps } from "../deps.ts";
import { idsWithin } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { findActors } from "./find-actors.ts";
import type { AuditAction, AuditEntry, AuditSubject, Json, ListAudit } from "./schema.ts";

/** A page of the audit log, newest first. */
export async function listAuditEntries(
  deps: Pick<Deps, "db">,
  { cursor, size, from, to, ...filter }: ListAudit,
): Promise<Page<AuditEntry>> {
  const rows = await deps.db.client.auditEntry.findMany({
    where: { ...filter, AND: [{ id: { lt: cursor } }, { id: idsWithin(from, to) }] },
    orderBy: { id: "desc" },
    take: size + 1,
  });
  const actors = await findActors(
    deps,
    rows.map((row) => row.actorId),
  );
  return cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: actors.get(row.actorId) ?? null,
      action: row.action as AuditAction,
      subjectType: row.subjectType as AuditSubject,
      subjectId: row.subjectId,
      before: row.before as Json,
      after: row.after as Json,
      reason: row.reason,
    }),
  );
}
