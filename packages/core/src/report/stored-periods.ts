import { setImmediate } from "node:timers/promises";
import { type Database, Prisma, type Reader, readerOn } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { WINDOW_DELAY_MS } from "../ranking/aggregate-ranking.ts";
import type { Period } from "../ranking/count-sold.ts";
import { inSeoul, seoulDayStart, seoulMonth } from "../seoul.ts";
import { countsVersion, storeCounts } from "../stored-counts.ts";
import {
  addProducts,
  countDays,
  countProducts,
  type ProductSums,
  sumTotals,
  type Totals,
} from "./count-period.ts";
import type { ProductSales } from "./schema.ts";

const DAY_MS = 86_400_000;

/** A product's id, and its numbers in the order of {@link ProductSales}. */
type ProductLine = [string, number, number, number, number];

const writeProducts = (sums: ProductSums): string =>
  JSON.stringify(
    [...sums].map(
      ([id, sold]): ProductLine => [
        id,
        sold.soldQuantity,
        sold.revenue,
        sold.refundedQuantity,
        sold.refundedRevenue,
      ],
    ),
  );

const readProductLines = (text: string): [string, ProductSales][] =>
  (JSON.parse(text) as ProductLine[]).map(
    ([id, soldQuantity, revenue, refundedQuantity, refundedRevenue]) => [
      id,
      { soldQuantity, revenue, refundedQuantity, refundedRevenue },
    ],
  );

/**
 * Counts the days in Seoul that have ended since the last time, and stores them; a month too, at its
 * end. A day no longer changes once it has been over for longer than a transaction may take, because
 * payments and refunds keep their times. Any number of processes may do this at once. After a repair
 * it stops, and the next time begins anew.
 * @param options.signal ends a long run early; the next one continues.
 */
export async function storeReportPeriods(
  deps: Pick<Deps, "db" | "clock">,
  { signal }: { signal?: AbortSignal } = {},
): Promise<void> {
  const { db, clock } = deps;
  const version = await countsVersion(deps);
  const end = seoulDayStart(new Date(clock.now().getTime() - WINDOW_DELAY_MS));
  let from = (await storedEnd(db)) ?? (await firstDay(db)) ?? end;
  while (from < end && !signal?.aborted) {
    const to = new Date(from.getTime() + DAY_MS);
    if (!(await storeDay(db, version, { from, to }))) return;
    from = to;
    // SQLite answers at once, and gives nobody else a turn.
    await setImmediate();
  }
}

/** The end of the last stored day. Of all that begin then or before, none ends later. */
async function storedEnd({ client }: Reader): Promise<Date | null> {
  const last = await client.reportPeriod.findFirst({
    orderBy: [{ startsAt: "desc" }],
    select: { endsAt: true },
  });
  return last?.endsAt ?? null;
}

/** The day of the first payment or charge. */
async function firstDay({ client }: Database): Promise<Date | null> {
  const order = await client.order.aggregate({ _min: { paidAt: true } });
  const entry = await client.ledgerEntry.aggregate({
    where: { orderId: null },
    _min: { createdAt: true },
  });
  const times = [order._min.paidAt, entry._min.createdAt].flatMap((time) => time ?? []);
  return times.length > 0 ? seoulDayStart(new Date(Math.min(...times.map(Number)))) : null;
}

/** @returns false when there was a repair meanwhile; then it is not stored. */
async function storeDay(db: Database, version: string, { from, to }: Period): Promise<boolean> {
  const counts = await db.snapshot((client) =>
    countPeriod(readerOn(db.provider, client), { from, to }),
  );
  const rows = [rowOf({ from, to }, counts)];
  const month = seoulMonth(inSeoul(from).slice(0, 7));
  if (to.getTime() === month.to.getTime()) {
    const days = await db.client.reportPeriod.findMany({
      where: { startsAt: { gte: month.from, lt: from } },
    });
    rows.push(rowOf(month, await sumCounts([...days.map(countsOf), counts])));
  }
  return storeCounts(
    db,
    version,
    (tx) => tx.$executeRaw`
      INSERT INTO report_periods (starts_at, ends_at, totals, products)
      VALUES ${Prisma.join(rows)} ON CONFLICT (starts_at, ends_at) DO NOTHING`,
  );
}

/** All that is stored of a period. */
interface Counts {
  totals: Totals;
  products: ProductSums;
}

const rowOf = ({ from, to }: Period, { totals, products }: Counts) =>
  Prisma.sql`(${from}, ${to}, ${JSON.stringify(totals)}, ${writeProducts(products)})`;

const countsOf = (row: { totals: string; products: string }): Counts => ({
  totals: JSON.parse(row.totals),
  products: new Map(readProductLines(row.products)),
});

async function countPeriod(db: Reader, period: Period): Promise<Counts> {
  const days = await countDays(db, period);
  return {
    totals: sumTotals(days.map(([, totals]) => totals)),
    products: await countProducts(db, period),
  };
}

async function sumCounts(parts: Counts[]): Promise<Counts> {
  const products: ProductSums = new Map();
  for (const part of parts) {
    addProducts(products, part.products);
    await setImmediate();
  }
  return { totals: sumTotals(parts.map(({ totals }) => totals)), products };
}

/**
 * Counts a stored period again: a day from the orders and the ledger, a month from its days.
 * @returns null when it is not stored.
 */
export async function recountPeriod(
  db: Reader,
  { from, to }: Period,
): Promise<{ stored: Counts; counted: Counts } | null> {
  const rows = await db.client.reportPeriod.findMany({
    where: { startsAt: { gte: from }, endsAt: { lte: to } },
  });
  const isWhole = (row: { startsAt: Date; endsAt: Date }) =>
    row.startsAt.getTime() === from.getTime() && row.endsAt.getTime() === to.getTime();
  const stored = rows.find(isWhole);
  if (!stored) return null;
  const days = rows.filter((row) => !isWhole(row)).map(countsOf);
  const counted = days.length > 0 ? await sumCounts(days) : await countPeriod(db, { from, to });
  return { stored: countsOf(stored), counted };
}

/** Every number of a period, by a name of its own. */
export function numbersOf({ totals: { campaigns, ...rest }, products }: Counts) {
  const named = (of: object, ...names: string[]) =>
    Object.entries(of).map(([name, value]) => [[...names, name].join(" "), value] as const);
  return new Map<string, number>([
    ...named(rest),
    ...Object.entries(campaigns).flatMap(([id, sales]) => named(sales, "campaign", id)),
    ...[...products].flatMap(([id, sold]) => named(sold, "product", id)),
  ]);
}

/** The totals of each period between two of the cuts. Only days that are not stored are counted. */
export async function readTotals(db: Reader, cuts: readonly Date[]): Promise<Totals[]> {
  const plans = await coverAll(db, cuts);
  const stored = await loadStored(db, plans, "totals");
  const counted: [Date, Totals][] = [];
  for (const gap of joined(plans.flatMap(({ gaps }) => gaps))) {
    counted.push(...(await countDays(db, gap)));
  }
  return plans.map(({ whole, gaps }) =>
    sumTotals([
      ...whole.map((period): Totals => JSON.parse(stored(period))),
      ...counted.flatMap(([day, totals]) =>
        gaps.some(({ from, to }) => from <= day && day < to) ? [totals] : [],
      ),
    ]),
  );
}

/** The same time in as few periods as possible. */
function joined(periods: Period[]): Period[] {
  const all: Period[] = [];
  for (const period of periods) {
    const last = all.at(-1);
    if (last?.to.getTime() === period.from.getTime()) last.to = period.to;
    else all.push({ ...period });
  }
  return all;
}

/** What was sold and refunded of each product in a period. */
export async function readProductSums(db: Reader, { from, to }: Period): Promise<ProductSums> {
  const sums: ProductSums = new Map();
  const plans = await coverAll(db, [from, to]);
  const stored = await loadStored(db, plans, "products");
  for (const { whole, gaps } of plans) {
    for (const period of whole) addProducts(sums, readProductLines(stored(period)));
    for (const gap of gaps) addProducts(sums, await countProducts(db, gap));
  }
  return sums;
}

/** The stored periods that together cover a time, and what they leave out. */
interface Cover {
  whole: Period[];
  gaps: Period[];
}

/** Covers each time between two of the cuts with the longest periods that lie in it. */
async function coverAll({ client }: Reader, cuts: readonly Date[]): Promise<Cover[]> {
  const [first] = cuts;
  const last = cuts.at(-1);
  const keys = await client.reportPeriod.findMany({
    where: { startsAt: { gte: first }, endsAt: { lte: last } },
    orderBy: [{ startsAt: "asc" }, { endsAt: "desc" }],
    select: { startsAt: true, endsAt: true },
  });
  let next = 0;
  return cuts.slice(1).map((to, i) => {
    const cover: Cover = { whole: [], gaps: [] };
    let done = cuts[i] ?? to;
    for (let key = keys[next]; key && key.startsAt < to; key = keys[++next]) {
      if (key.startsAt < done || key.endsAt > to) continue;
      if (done < key.startsAt) cover.gaps.push({ from: done, to: key.startsAt });
      cover.whole.push({ from: key.startsAt, to: key.endsAt });
      done = key.endsAt;
    }
    if (done < to) cover.gaps.push({ from: done, to });
    return cover;
  });
}

/** @returns what is stored of one of these periods. */
async function loadStored<Column extends "totals" | "products">(
  { client }: Reader,
  covers: Cover[],
  column: Column,
): Promise<(period: Period) => string> {
  const keyOf = (from: Date, to: Date) => `${from.getTime()} ${to.getTime()}`;
  const starts = covers.flatMap(({ whole }) => whole.map(({ from }) => from));
  const rows = await client.reportPeriod.findMany({
    where: { startsAt: { in: starts } },
    select: {
      startsAt: true,
      endsAt: true,
      totals: column === "totals",
      products: column === "products",
    },
  });
  const texts = new Map(rows.map((row) => [keyOf(row.startsAt, row.endsAt), row[column]]));
  return ({ from, to }) => texts.get(keyOf(from, to)) ?? "";
}
