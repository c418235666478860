import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import type { Acting } from "../user/schema.ts";

/**
 * Removes one of the admin's own saved views.
 * @throws DomainError NOT_FOUND, also for another's.
 */
export async function removeView(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string },
): Promise<{ id: string }> {
  const { actorId, id } = asked;
  if (!isId(id)) throw notFound("view");
  const call = { action: "view.remove", subjectType: "view" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const where = { id, userId: actorId };
    const view = await tx.savedView.findUnique({ where });
    const { count } = await tx.savedView.deleteMany({ where });
    if (!view || count === 0) throw notFound("view");
    const { list, name, query } = view;
    record({ subjectId: id, before: { list, name, query } });
    return { id };
  });
}
