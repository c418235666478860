import type { Deps } from "../deps.ts";
import type { SavedView } from "./schema.ts";

/** An admin's own saved views of one list, by name. */
export async function listViews(
  deps: Pick<Deps, "db">,
  { userId, list }: { userId: string; list: string },
): Promise<{ items: SavedView[] }> {
  const items = await deps.db.client.savedView.findMany({
    where: { userId, list },
    orderBy: { name: "asc" },
    select: { id: true, list: true, name: true, query: true },
  });
  return { items };
}
