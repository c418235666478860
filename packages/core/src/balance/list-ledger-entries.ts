import type { Prisma } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { cursorPage } from "../paging.ts";
import { entriesOfMonth } from "./entries-of-month.ts";
import type { LedgerEntry, LedgerFilter } from "./schema.ts";

/**
 * A page of a shopper's ledger, newest first; the cursor is an entry's number. A cursor that no
 * page returned finds nothing.
 */
export async function listLedgerEntries(
  deps: Pick<Deps, "db">,
  {
    userId,
    cursor,
    size,
    kind,
    month,
  }: { userId: string; cursor?: string; size: number } & LedgerFilter,
): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
  const before = cursor === undefined ? undefined : Number(cursor);
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) {
    return { items: [], nextCursor: null };
  }
  const { after, upTo } = month ? await entriesOfMonth(deps, { userId, month }) : {};
  const rows = await deps.db.client.ledgerEntry.findMany({
    where: { userId, kind, number: { lt: before, gt: after, lte: upTo } },
    orderBy: { number: "desc" },
    take: size + 1,
  });
  return cursorPage(rows, size, (row) => String(row.number), toLedgerEntry);
}

export const toLedgerEntry = (row: Prisma.LedgerEntryGetPayload<object>): LedgerEntry => ({
  number: row.number,
  kind: row.kind as LedgerEntry["kind"],
  amount: Number(row.amount),
  balanceAfter: Number(row.balanceAfter),
  createdAt: row.createdAt.toISOString(),
  orderId: row.orderId,
  reason: row.reason,
});
