import type { Deps } from "../deps.ts";
import { contentLanguages } from "../values.ts";
import type { SavedView } from "./schema.ts";

/** Databases sort by bytes or by their own locale; people expect one order of names. */
const byName = new Intl.Collator([...contentLanguages], { numeric: true });

export const viewColumns = { id: true, list: true, name: true, query: true } as const;

/** An admin's own saved views of one list, by name. */
export async function listViews(
  deps: Pick<Deps, "db">,
  { userId, list }: { userId: string; list: string },
): Promise<{ items: SavedView[] }> {
  const items = await deps.db.client.savedView.findMany({
    where: { userId, list },
    select: viewColumns,
  });
  return { items: items.sort((a, b) => byName.compare(a.name, b.name)) };
}
