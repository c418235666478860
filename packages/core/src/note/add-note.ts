import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import type { Acting } from "../user/schema.ts";
import type { AddNote } from "./schema.ts";

/**
 * Adds a note to an order or a user. It is an entry of the audit log and nothing else, so nobody
 * changes it or deletes it.
 * @throws DomainError NOT_FOUND
 */
export async function addNote(
  deps: Pick<Deps, "db" | "clock">,
  asked: AddNote & Acting,
): Promise<{ subjectId: string }> {
  const { subjectType, subjectId, text } = asked;
  const call = { action: "note.add", subjectType } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const where = { id: subjectId };
    const known = await (subjectType === "order"
      ? tx.order.count({ where })
      : tx.user.count({ where }));
    if (known === 0) throw notFound(subjectType);
    record({ subjectId, after: { note: text } });
    return { subjectId };
  });
}
