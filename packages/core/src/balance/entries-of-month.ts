import type { Deps } from "../deps.ts";
import { seoulMonth } from "../seoul.ts";

/**
 * The entries of a month in Seoul: those with numbers above `after`, up to `upTo`. Every entry is in
 * exactly one month, and a month's entries follow one another without a gap; so what a month begins
 * with and what it adds up to is what it ends with. (Entries that are made at once at midnight may be
 * numbered the other way round than their times; each such group is in the earlier month.)
 */
export async function entriesOfMonth(
  { db }: Pick<Deps, "db">,
  { userId, month }: { userId: string; month: string },
): Promise<{ after: number; upTo: number }> {
  const { from, to } = seoulMonth(month);
  const lastBefore = async (time: Date) => {
    const last = await db.client.ledgerEntry.findFirst({
      where: { userId, createdAt: { lt: time } },
      orderBy: { number: "desc" },
      select: { number: true },
    });
    return last?.number ?? 0;
  };
  const [after, upTo] = await Promise.all([lastBefore(from), lastBefore(to)]);
  // The reads are of two moments, between which an entry of an earlier time may have been stored.
  return { after, upTo: Math.max(after, upTo) };
}
