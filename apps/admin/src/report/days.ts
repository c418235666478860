import { REPORT_DAYS_MAX, type ReportInput, reportInput } from "@sunchak/core/schema";
import { inSeoul } from "@sunchak/core/seoul";
import type { Query } from "@/list/read-query.ts";

const DAY_MS = 86_400_000;

/** The times that have a name. The link to one shows, on another day, that day's. */
export const rangeNames = ["thisMonth", "lastMonth", "7d", "30d", "thisYear"] as const;
export type RangeName = (typeof rangeNames)[number];

const dayOf = (instant: Date): string => inSeoul(instant).slice(0, 10);

/** The day so many days later, or earlier if negative. */
const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The month so many months later, `YYYY-MM`, of a day or a month. */
const monthAfter = (day: string, months: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months))
    .toISOString()
    .slice(0, 7);

const lengthOf = ({ from, to }: ReportInput): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** Whole months, from the first one to the last. */
const months = (first: string, last: string): ReportInput => ({
  from: `${first}-01`,
  to: dayAfter(`${monthAfter(last, 1)}-01`, -1),
});

/** Days that are whole months: the first month and how many; null for other days. */
export function wholeMonths({ from, to }: ReportInput): { month: string; count: number } | null {
  if (!from.endsWith("-01") || !dayAfter(to, 1).endsWith("-01")) return null;
  const monthsOf = (day: string) => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));
  return { month: from.slice(0, 7), count: monthsOf(to) - monthsOf(from) + 1 };
}

/** The days of a named time as of an instant; some of them may be still to come. */
export function daysOf(range: RangeName, now: Date): ReportInput {
  const today = dayOf(now);
  const month = today.slice(0, 7);
  const year = today.slice(0, 4);
  if (range === "thisMonth") return months(month, month);
  if (range === "lastMonth") return months(monthAfter(month, -1), monthAfter(month, -1));
  if (range === "thisYear") return months(`${year}-01`, `${year}-12`);
  return { from: dayAfter(today, range === "7d" ? -6 : -29), to: today };
}

interface ReportDays {
  days: ReportInput;
  /** The name of the time, if the URL gives that. */
  range: RangeName | null;
  /** Whether the URL names more days than a report covers: then they are the last of these. */
  isCut: boolean;
}

/** The days that the URL names: its `from` and `to`, in any order, or its `range`. */
export function daysIn(query: Query, now: Date): ReportDays {
  const [first, last] = [query.from ?? "", query.to ?? ""].sort();
  const { success, data: asked } = reportInput.safeParse({
    from: first,
    to: last,
  });
  if (success) return { days: asked, range: null, isCut: false };
  const cut = reportInput.safeParse({ from: lastDays(last), to: last });
  const isDay = reportInput.safeParse({ from: first, to: first }).success;
  if (cut.success && isDay) return { days: cut.data, range: null, isCut: true };
  const range = rangeNames.find((one) => one === query.range) ?? "thisMonth";
  return { days: daysOf(range, now), range, isCut: false };
}

const lastDays = (to = ""): string =>
  Number.isNaN(Date.parse(to)) ? "" : dayAfter(to, 1 - REPORT_DAYS_MAX);

/** As many months or days just before or after; null for those that are still to come. */
export function stepped(days: ReportInput, step: -1 | 1, now: Date): ReportInput | null {
  const whole = wholeMonths(days);
  const by = step * (whole ? whole.count : lengthOf(days));
  const next = whole
    ? months(monthAfter(days.from, by), monthAfter(days.to, by))
    : { from: dayAfter(days.from, by), to: dayAfter(days.to, by) };
  return next.from > dayOf(now) || !reportInput.safeParse(next).success ? null : next;
}
