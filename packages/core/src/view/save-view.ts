import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import { refuseTakenName } from "../taken-name.ts";
import type { Acting } from "../user/schema.ts";
import { viewColumns } from "./list-views.ts";
import type { SavedView, SaveView } from "./schema.ts";

/** Saves an admin's view of a list under a new name. @throws DomainError NAME_TAKEN */
export function saveView(
  deps: Pick<Deps, "db" | "clock">,
  asked: SaveView & Acting,
): Promise<SavedView> {
  const { actorId, list, name, query } = asked;
  const call = { action: "view.save", subjectType: "view" } as const;
  return refuseTakenName(() =>
    audited(deps, asked, call, async (tx, record) => {
      const id = newId(deps.clock);
      const createdAt = deps.clock.now();
      const view = await tx.savedView.create({
        data: { id, userId: actorId, list, name, query, createdAt },
        select: viewColumns,
      });
      record({ subjectId: id, after: { list, name, query } });
      return view;
    }),
  );
}
