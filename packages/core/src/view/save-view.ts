import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../ids.ts";
import type { SavedView, SaveView } from "./schema.ts";

/** Saves an admin's view of a list; one of the same name is replaced. */
export function saveView(
  deps: Pick<Deps, "db" | "clock">,
  { actorId, list, name, query }: SaveView & { actorId: string },
): Promise<SavedView> {
  const call = { actorId, action: "view.save", subjectType: "view" } as const;
  return audited(deps, call, async (tx, record) => {
    const view = await tx.savedView.upsert({
      where: { userId_list_name: { userId: actorId, list, name } },
      create: {
        id: newId(deps.clock),
        userId: actorId,
        list,
        name,
        query,
        createdAt: deps.clock.now(),
      },
      update: { query },
      select: { id: true, list: true, name: true, query: true },
    });
    record({ subjectId: view.id, after: { list, name, query } });
    return view;
  });
}
