import type { Reads } from "../deps.ts";
import { findSubjectNames } from "../subject-names.ts";
import { getLastInvariantCheck } from "./run-invariant-check.ts";
import { brokenKinds, type InvariantReportView } from "./schema.ts";

/** What the last check found, with the names of what is broken. */
export async function getInvariantReport({
  db,
  clock,
}: Pick<Reads, "db" | "clock">): Promise<InvariantReportView> {
  const { results, ...check } = await getLastInvariantCheck({ db });
  const subjects = results.flatMap(({ rows }) =>
    rows.map(({ kind, subjectId: id }) => ({ type: brokenKinds[kind].subject, id })),
  );
  const nameOf = await findSubjectNames(db.client, subjects);
  return {
    ...check,
    now: clock.now().toISOString(),
    results: results.map((result) => ({
      ...result,
      rows: result.rows.map((row) => {
        const { subject } = brokenKinds[row.kind];
        return { ...row, subject, name: nameOf(subject, row.subjectId) };
      }),
    })),
  };
}
