import { expressionBuilder, type Tables } from "@sunchak/db";
import { findActors } from "../audit/find-actors.ts";
import type { Deps } from "../deps.ts";
import { byText, conditionsOf, type Filters } from "../filters.ts";
import { smallestId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import { findSubjectNames } from "../subject-names.ts";
import { idsOfUsers } from "../user/search-users.ts";
import type { AccessAction, AccessEntry, ListAccess } from "./schema.ts";

const entry = expressionBuilder<Tables, "accessEntries">();

const filters: Filters<Omit<ListAccess, "size">> = {
  actor: byText((text) => entry("actorId", "in", idsOfUsers(text))),
  actorId: (id) => entry("actorId", "=", id),
  action: (action) => entry("action", "=", action),
  subjectId: (id) => entry("subjectId", "=", id),
  from: (from) => entry("id", ">=", smallestId(new Date(from))),
  to: (to) => entry("id", "<", smallestId(new Date(to))),
  cursor: (id) => entry("id", "<", id),
};

/** A page of the access log, newest first. */
export async function listAccess(
  deps: Pick<Deps, "db">,
  { size, ...filter }: ListAccess,
): Promise<Page<AccessEntry>> {
  const rows = await deps.db.queries
    .selectFrom("accessEntries")
    .selectAll()
    .where(entry.and(conditionsOf(filters, filter)))
    .orderBy("id", "desc")
    .limit(size + 1)
    .execute();
  const [actors, nameOf] = await Promise.all([
    findActors(
      deps,
      rows.map(({ actorId }) => actorId),
    ),
    findSubjectNames(
      deps.db.client,
      rows.map((row) => ({ type: row.subjectType ?? "", id: row.subjectId ?? "" })),
    ),
  ]);
  return cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      actor: actors.get(row.actorId) ?? null,
      action: row.action as AccessAction,
      subjectType: row.subjectType as AccessEntry["subjectType"],
      subjectId: row.subjectId,
      subject: row.subjectId ? nameOf(row.subjectType ?? "", row.subjectId) : null,
      address: row.address,
      reason: row.reason,
    }),
  );
}
