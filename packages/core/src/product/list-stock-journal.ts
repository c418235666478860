import { findActors } from "../audit/find-actors.ts";
import type { Deps } from "../deps.ts";
import { isId } from "../ids.ts";
import { cursorPage, type Page } from "../paging.ts";
import type { StockEntry } from "./schema.ts";

/** A page of a product's stock journal, newest first; empty for an unknown product. */
export async function listStockJournal(
  deps: Pick<Deps, "db">,
  { id, cursor, size }: { id: string; cursor?: string; size: number },
): Promise<Page<StockEntry>> {
  if (!isId(id)) return { items: [], nextCursor: null };
  const rows = await deps.db.client.stockAdjustment.findMany({
    where: { productId: id, id: { lt: cursor } },
    orderBy: { id: "desc" },
    take: size + 1,
  });
  const actors = await findActors(
    deps,
    rows.map((row) => row.actorId),
  );
  return cursorPage(
    rows,
    size,
    (row) => row.id,
    (row) => ({
      id: row.id,
      quantity: row.quantity,
      reason: row.reason,
      actor: actors.get(row.actorId) ?? null,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}
