import type { Deps } from "../deps.ts";
import { seoulMonth } from "../seoul.ts";
import { entriesOfMonth } from "./entries-of-month.ts";
import { toLedgerEntry } from "./list-ledger-entries.ts";
import {
  ledgerKinds,
  STATEMENT_ENTRIES_MAX,
  type Statement,
  type StatementEntry,
} from "./schema.ts";

interface OfMonth {
  userId: string;
  month: string;
}

/**
 * A month of a shopper's ledger: what it began with, what came and went by kind, what it ended with,
 * and its entries, the oldest first. The sums count all entries, `entries` has the first
 * {@link STATEMENT_ENTRIES_MAX}.
 */
export async function getStatement(
  deps: Pick<Deps, "db" | "clock">,
  { userId, month }: OfMonth,
): Promise<Statement> {
  const { client } = deps.db;
  const now = deps.clock.now();
  const { after, upTo } = await entriesOfMonth(deps, { userId, month });
  // Entries up to a number never change and have no gap, so these reads fit together.
  const balanceAt = async (number: number) => {
    const key = { userId_number: { userId, number } };
    const entry = number > 0 ? await client.ledgerEntry.findUnique({ where: key }) : null;
    return Number(entry?.balanceAfter ?? 0);
  };
  const [opening, closing, sums, entries] = await Promise.all([
    balanceAt(after),
    balanceAt(upTo),
    client.ledgerEntry.groupBy({
      by: "kind",
      where: { userId, number: { gt: after, lte: upTo } },
      _sum: { amount: true },
      _count: true,
    }),
    readEntries(deps, { userId, after, upTo, take: STATEMENT_ENTRIES_MAX }),
  ]);
  return {
    month,
    opening,
    closing,
    sums: ledgerKinds.flatMap((kind) => {
      const sum = sums.find((one) => one.kind === kind);
      return sum ? [{ kind, count: sum._count, amount: Number(sum._sum.amount) }] : [];
    }),
    entries,
    entryCount: upTo - after,
    madeAt: now.toISOString(),
    isOver: now >= seoulMonth(month).to,
  };
}

/** How many entries are read at a time for a file. */
const BATCH = 500;

/** All entries of a month, the oldest first, read in batches. */
export async function* eachStatementEntry(
  deps: Pick<Deps, "db">,
  { userId, month }: OfMonth,
): AsyncGenerator<StatementEntry> {
  let { after, upTo } = await entriesOfMonth(deps, { userId, month });
  while (after < upTo) {
    const entries = await readEntries(deps, { userId, after, upTo, take: BATCH });
    yield* entries;
    after += BATCH;
  }
}

async function readEntries(
  { db }: Pick<Deps, "db">,
  { userId, after, upTo, take }: { userId: string; after: number; upTo: number; take: number },
): Promise<StatementEntry[]> {
  const rows = await db.client.ledgerEntry.findMany({
    where: { userId, number: { gt: after, lte: upTo } },
    orderBy: { number: "asc" },
    take,
    include: { order: { select: { orderNumber: true } } },
  });
  return rows.map((row) => ({
    ...toLedgerEntry(row),
    orderNumber: row.order?.orderNumber ?? null,
  }));
}
