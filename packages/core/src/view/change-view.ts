import { audited, changedFields } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { refuseTakenName } from "../taken-name.ts";
import type { Acting } from "../user/schema.ts";
import { viewColumns } from "./list-views.ts";
import type { ChangeView, SavedView } from "./schema.ts";

/**
 * Renames one of the admin's own saved views, or replaces its filters.
 * @throws DomainError NOT_FOUND, also for another's | NAME_TAKEN
 */
export async function changeView(
  deps: Pick<Deps, "db" | "clock">,
  asked: ChangeView & Acting,
): Promise<SavedView> {
  const { actorId, id, name, query } = asked;
  if (!isId(id)) throw notFound("view");
  const call = { action: "view.save", subjectType: "view" } as const;
  return refuseTakenName(() =>
    audited(deps, asked, call, async (tx, record) => {
      const where = { id, userId: actorId };
      const before = await tx.savedView.findUnique({ where });
      const [view] = await tx.savedView.updateManyAndReturn({
        where,
        data: { name, query },
        select: viewColumns,
      });
      if (!before || !view) throw notFound("view");
      const fields = (of: SavedView) => ({ name: of.name, query: of.query });
      const change = changedFields(fields(before), fields(view));
      if (Object.keys(change.after).length > 0) record({ subjectId: id, ...change });
      return view;
    }),
  );
}
