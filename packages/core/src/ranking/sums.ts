import type { Queries } from "@sunchak/db";
import { countSold, findLastPayment, listRefundedLines, type Sold } from "./count-sold.ts";
import { type RankingDays, rankingDays } from "./schema.ts";
import { countBySlices, countSlices, type Slice } from "./slices.ts";

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/**
 * How long before windowEnd the sums end, in milliseconds. What was paid or refunded since is
 * counted at every run, so a process may write times that are nearly this far behind.
 */
const UNSETTLED_MS = 10 * 60_000;

/** Beyond this gap, in milliseconds, counting anew costs little more than moving on. */
const MOVED_AT_MOST_MS = 3 * DAY_MS;

/**
 * The ages, in days before windowEnd, at which the sums are cut: each window and the one before it
 * is a whole number of the spans between two cuts.
 */
const cuts = [0, ...rankingDays.flatMap((days) => [days, 2 * days])]
  .filter((cut, i, all) => all.indexOf(cut) === i)
  .sort((a, b) => a - b);

/** The sums that runs keep, and those that a recount makes to compare them with. */
export const sumsNames = ["current", "recount"] as const;
export type SumsName = (typeof sumsNames)[number];

const SPANS = cuts.length - 1;

/** Quantity and revenue of each span, the youngest first. */
export type SpanSums = number[];

/**
 * What was sold of each product, by the age of its payment. Span 0 ends at `settledUntil`, the
 * others at a whole number of days before `windowEnd`. Counted are orders paid from `countedFrom` on
 * and not refunded before `settledUntil`.
 */
export interface Sums {
  windowEnd: Date;
  settledUntil: Date;
  countedFrom: Date;
  byProduct: Map<string, SpanSums>;
  /** What was counted for them, and is not stored yet. */
  slices: Slice[];
}

const before = (time: Date, ms: number) => new Date(time.getTime() - ms);
const later = (a: Date, b: Date) => (a > b ? a : b);

/** Sums that count nothing yet, to be extended. */
export function beginSums(windowEnd: Date): Sums {
  const settledUntil = before(windowEnd, UNSETTLED_MS);
  return { windowEnd, settledUntil, countedFrom: settledUntil, byProduct: new Map(), slices: [] };
}

/** The windows that are counted, and the ones before them too: without it, all would seem new. */
export const windowsOf = ({ windowEnd, countedFrom }: Sums): RankingDays[] =>
  rankingDays.filter((days) => countedFrom <= before(windowEnd, 2 * days * DAY_MS));

/** Whether all that the windows need is counted. */
export const isComplete = (sums: Sums): boolean => windowsOf(sums).length === rankingDays.length;

/** Whether it costs less to begin anew than to move the sums to a later window. */
export const isFarBehind = (sums: Sums, windowEnd: Date): boolean =>
  windowEnd.getTime() - sums.windowEnd.getTime() > MOVED_AT_MOST_MS;

/** The first instant after a span; after the last, the end of what is too old for any. */
const endOf = (
  { windowEnd, settledUntil }: Pick<Sums, "windowEnd" | "settledUntil">,
  span: number,
) => (span === 0 ? settledUntil : before(windowEnd, (cuts[span] ?? 0) * DAY_MS));

function add({ byProduct }: Sums, span: number, sold: Sold, sign: 1 | -1): void {
  if (span >= SPANS) return;
  const spans = byProduct.get(sold.productId) ?? Array<number>(2 * SPANS).fill(0);
  byProduct.set(sold.productId, spans);
  spans[2 * span] = (spans[2 * span] ?? 0) + sign * sold.soldQuantity;
  spans[2 * span + 1] = (spans[2 * span + 1] ?? 0) + sign * sold.revenue;
}

/** The span in which an order was paid; as many as there are spans when it is older than all. */
const spanOf = ({ windowEnd }: Sums, paidAt: Date): number => {
  const age = windowEnd.getTime() - paidAt.getTime();
  const next = cuts.findIndex((cut) => age <= cut * DAY_MS);
  return next === -1 ? SPANS : Math.max(0, next - 1);
};

type RefundedLine = Awaited<ReturnType<typeof listRefundedLines>>[number];

/** What was refunded since the sums were settled, of the orders that they hold. */
const listRefunds = (queries: Queries, sums: Sums, to: Date): Promise<RefundedLine[]> =>
  listRefundedLines(queries, {
    refunded: { from: sums.settledUntil, to },
    paid: { from: later(sums.countedFrom, endOf(sums, SPANS)), to: sums.settledUntil },
  });

function subtract(sums: Sums, refunded: RefundedLine[]): void {
  for (const line of refunded) add(sums, spanOf(sums, line.paidAt), line, -1);
}

/**
 * Moves the sums towards a later window, by an hour at most. It reads what was paid and refunded in
 * that time, and what grew older than each cut. @returns whether they have arrived.
 */
export async function moveSums(queries: Queries, sums: Sums, until: Date): Promise<boolean> {
  if (sums.windowEnd >= until) return true;
  const windowEnd = new Date(Math.min(sums.windowEnd.getTime() + HOUR_MS, until.getTime()));
  const moved = { windowEnd, settledUntil: before(windowEnd, UNSETTLED_MS) };
  const refunded = await listRefunds(queries, sums, moved.settledUntil);
  const asOf = moved.settledUntil;
  const slices = await countSlices(queries, { from: sums.settledUntil, to: asOf, asOf });
  const entered = [slices.flatMap(({ sold }) => sold)];
  for (let span = 1; span <= SPANS; span++) {
    const from = later(endOf(sums, span), sums.countedFrom);
    const to = endOf(moved, span);
    entered.push(from < to ? await countBySlices(queries, { from, to, asOf }) : []);
  }
  // Nothing changes before all is read, because a snapshot may be read twice.
  subtract(sums, refunded);
  for (const [span, sold] of entered.entries()) {
    for (const each of sold) {
      if (span > 0) add(sums, span - 1, each, -1);
      add(sums, span, each, 1);
    }
  }
  sums.slices.push(...slices);
  Object.assign(sums, moved);
  for (const [id, spans] of sums.byProduct) {
    if (spans.every((sum) => sum === 0)) sums.byProduct.delete(id);
  }
  return windowEnd >= until;
}

/** Counts one hour more of the past. @returns whether all that the windows need is counted. */
export async function extendSums(queries: Queries, sums: Sums): Promise<boolean> {
  if (isComplete(sums)) return true;
  const oldest = endOf(sums, SPANS);
  const last = await findLastPayment(queries, sums.countedFrom);
  if (!last || last < oldest) {
    sums.countedFrom = oldest;
    return true;
  }
  const span = spanOf(sums, last);
  const { countedFrom } = sums;
  // Whole hours are left out, so that the slices begin at the minutes at which runs do.
  const idleMs = countedFrom.getTime() - 1 - last.getTime();
  const to = before(countedFrom, idleMs - (idleMs % HOUR_MS));
  const from = later(before(to, HOUR_MS), endOf(sums, span + 1));
  const slices = await countSlices(queries, { from, to, asOf: sums.settledUntil });
  for (const each of slices.flatMap(({ sold }) => sold)) add(sums, span, each, 1);
  sums.slices.push(...slices);
  sums.countedFrom = from;
  return isComplete(sums);
}

/** A copy of the sums, with what was paid and refunded from `settledUntil` to `windowEnd`. */
export async function countUntilNow(queries: Queries, sums: Sums): Promise<Sums> {
  const { windowEnd, settledUntil } = sums;
  const recent: Sums = { ...sums, byProduct: new Map() };
  const period = { from: settledUntil, to: windowEnd, asOf: windowEnd };
  subtract(recent, await listRefunds(queries, sums, windowEnd));
  for (const each of await countSold(queries, period)) add(recent, 0, each, 1);
  const byProduct = new Map(sums.byProduct);
  for (const [id, spans] of recent.byProduct) {
    const settled = sums.byProduct.get(id);
    byProduct.set(id, settled ? spans.map((sum, i) => sum + (settled[i] ?? 0)) : spans);
  }
  return { ...sums, byProduct };
}

/** What was sold of one product in a window, or in the window before it. */
export function soldIn(
  spans: SpanSums,
  days: RankingDays,
  isBefore: boolean,
): Omit<Sold, "productId"> {
  const [first, end] = isBefore ? [days, 2 * days] : [0, days];
  const sold = { soldQuantity: 0, revenue: 0 };
  for (let span = cuts.indexOf(first); span < cuts.indexOf(end); span++) {
    sold.soldQuantity += spans[2 * span] ?? 0;
    sold.revenue += spans[2 * span + 1] ?? 0;
  }
  return sold;
}

interface WrongSpan extends Omit<Sold, "productId"> {
  /** The age at which it begins. */
  fromDaysAgo: number;
  countedQuantity: number;
  countedRevenue: number;
}

/** The spans in which the sums of one product differ from a bare count, with both. */
export async function findWrongSpans(
  queries: Queries,
  sums: Sums,
  productId: string,
): Promise<WrongSpan[]> {
  const spans = sums.byProduct.get(productId) ?? [];
  const wrong: WrongSpan[] = [];
  for (let span = 0; span < SPANS; span++) {
    const from = later(endOf(sums, span + 1), sums.countedFrom);
    const period = { from, to: endOf(sums, span), asOf: sums.settledUntil };
    const [counted] = await countSold(queries, period, productId);
    const row = {
      fromDaysAgo: cuts[span] ?? 0,
      soldQuantity: spans[2 * span] ?? 0,
      revenue: spans[2 * span + 1] ?? 0,
      countedQuantity: counted?.soldQuantity ?? 0,
      countedRevenue: counted?.revenue ?? 0,
    };
    const agrees = row.soldQuantity === row.countedQuantity && row.revenue === row.countedRevenue;
    if (!agrees) wrong.push(row);
  }
  return wrong;
}
