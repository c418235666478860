import { expressionBuilder, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { conditionsOf, type Filters } from "../filters.ts";
import { smallestId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { findSubjectNames } from "../subject-names.ts";
import { findActors } from "./find-actors.ts";
import type { AuditAction, AuditEntry, AuditSubject, Json, ListAudit } from "./schema.ts";

const entry = expressionBuilder<Tables, "auditEntries">();

const filters: Filters<Omit<ListAudit, "size">> = {
  actorId: (id) => entry("actorId", "=", id),
  action: (action) => entry("action", "=", action),
  subjectType: (type) => entry("subjectType", "=", type),
  subjectId: (id) => entry("subjectId", "=", id),
  from: (from) => entry("id", ">=", smallestId(new Date(from))),
  to: (to) => entry("id", "<", smallestId(new Date(to))),
  cursor: (id) => entry("id", "<", id),
};

/** A page of the audit log, newest first. */
export async function listAuditEntries(
  deps: Pick<Deps, "db">,
  { size, ...filter }: ListAudit,
): Promise<Page<AuditEntry>> {
  const rows = await deps.db.queries
    .selectFrom("auditEntries")
    .selectAll()
    .where(entry.and(conditionsOf(filters, filter)))
    .orderBy("id", "desc")
    .limit(size + 1)
    .execute();
  const actors = await findActors(
    deps,
    rows.map((row) => row.actorId),
  );
  const nameOf = await findSubjectNames(
    deps.db.client,
    rows.map(({ subjectType: type, subjectId: id }) => ({ type, id })),
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
      subject: nameOf(row.subjectType, row.subjectId),
      before: row.before as Json,
      after: row.after as Json,
      reason: row.reason,
    }),
  );
}
