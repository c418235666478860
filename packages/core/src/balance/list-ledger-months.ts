import type { Deps } from "../deps.ts";
import { inSeoul } from "../seoul.ts";

/** How many of a ledger's first entries may have been made at once. */
const FIRST_ENTRIES = 20;

/**
 * The months in Seoul, `YYYY-MM`, from a shopper's first ledger entry to now, the newest first; none
 * without an entry.
 */
export async function listLedgerMonths(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { userId }: { userId: string },
): Promise<string[]> {
  const { _min } = await db.client.ledgerEntry.aggregate({
    where: { userId, number: { lte: FIRST_ENTRIES } },
    _min: { createdAt: true },
  });
  if (!_min.createdAt) return [];
  const months: string[] = [];
  for (const month of monthsFrom(_min.createdAt)) {
    months.unshift(month);
    if (month >= inSeoul(clock.now()).slice(0, 7)) break;
  }
  return months;
}

function* monthsFrom(instant: Date): Generator<string> {
  const [year = 0, month = 0] = inSeoul(instant).split("-").map(Number);
  for (let next = month - 1; ; next++) {
    yield new Date(Date.UTC(year, next)).toISOString().slice(0, 7);
  }
}
