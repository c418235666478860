import { expressionBuilder, type Tables } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { searchEverything } from "../everything/search-everything.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { smallestId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { findSubjectNames } from "../subject-names.ts";
import { idsOfUsers } from "../user/search-users.ts";
import { findActors } from "./find-actors.ts";
import type { AuditAction, AuditEntry, AuditSubject, Json, ListAudit } from "./schema.ts";

const entry = expressionBuilder<Tables, "auditEntries">();

const filters: Filters<Omit<ListAudit, "size" | "subject">> = {
  actor: byText((text) => entry("actorId", "in", idsOfUsers(text))),
  actorId: (id) => entry("actorId", "=", id),
  action: (action) => entry("action", "=", action),
  subjectType: (type) => entry("subjectType", "=", type),
  subjectId: (id) => entry("subjectId", "=", id),
  from: (from) => entry("id", ">=", smallestId(new Date(from))),
  to: (to) => entry("id", "<", smallestId(new Date(to))),
  cursor: (id) => entry("id", "<", id),
};

/** How many of the newest records of a kind a typed subject stands for. */
const SUBJECTS_OF_A_KIND = 50;

/** The ids of what a text finds in the lists of orders, products, shoppers and campaigns. */
async function findSubjects(deps: Pick<Deps, "db" | "clock">, q: string): Promise<string[]> {
  const found = await searchEverything(deps, { q }, SUBJECTS_OF_A_KIND);
  const { orders, products, shoppers, campaigns } = found;
  const ids = [...products, ...shoppers, ...campaigns].map(({ id }) => id);
  return [...ids, ...orders.map(({ orderId }) => orderId)];
}

/** A page of the audit log, newest first. */
export async function listAuditEntries(
  deps: Pick<Deps, "db" | "clock">,
  { size, subject, ...filter }: ListAudit,
): Promise<Page<AuditEntry>> {
  const conditions = conditionsOf(filters, filter);
  if (subject) {
    const ids = await findSubjects(deps, subject);
    if (ids.length === 0) return { items: [], nextCursor: null };
    conditions.push(entry("subjectId", "in", ids));
  }
  const rows = await deps.db.queries
    .selectFrom("auditEntries")
    .selectAll()
    .where(entry.and(conditions))
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
