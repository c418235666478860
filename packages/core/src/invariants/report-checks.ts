import type { Reader } from "@sunchak/db";
import { numbersOf, recountPeriod } from "../report/stored-periods.ts";
import { fromSeoul, inSeoul, seoulMonth } from "../seoul.ts";
import { brokenRow } from "./range-check.ts";
import type { BrokenRow } from "./schema.ts";

const DAY_MS = 86_400_000;

/**
 * Where a stored day or month of the reports, drawn at random, differs from a fresh count: counting
 * all of them would take as long as storing them did.
 */
export async function findStalePeriod(db: Reader): Promise<BrokenRow[]> {
  const { reportPeriod } = db.client;
  const drawn = await reportPeriod.findFirst({
    orderBy: [{ startsAt: "asc" }, { endsAt: "asc" }],
    skip: Math.floor(Math.random() * (await reportPeriod.count())),
    select: { startsAt: true, endsAt: true },
  });
  if (!drawn) return [];
  const day = inSeoul(drawn.startsAt).slice(0, 10);
  const isDay = drawn.endsAt.getTime() - drawn.startsAt.getTime() === DAY_MS;
  return findStalePeriodOf(db, isDay ? day : day.slice(0, 7));
}

/** The same of one period. @param id its day in Seoul, `YYYY-MM-DD`, or its month, `YYYY-MM`. */
export async function findStalePeriodOf(db: Reader, id: string): Promise<BrokenRow[]> {
  const from = fromSeoul(id);
  const period = from ? { from, to: new Date(from.getTime() + DAY_MS) } : seoulMonth(id);
  const found = await recountPeriod(db, period);
  if (!found) return [];
  const [stored, counted] = [numbersOf(found.stored), numbersOf(found.counted)];
  const names = new Set([...stored.keys(), ...counted.keys()]);
  const differing = [...names].filter(
    (name) => (stored.get(name) ?? 0) !== (counted.get(name) ?? 0),
  );
  const row = brokenRow("reportPeriod", id, null, { figures: [differing.length, 0] });
  return differing.length > 0 ? [row] : [];
}
