/** Asia/Seoul keeps UTC+9; it has had no daylight saving since 1988. */
const OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** The time in Seoul, `YYYY-MM-DDTHH:MM:SS.sss`, to take parts of. */
export const inSeoul = (instant: Date | string): string =>
  new Date(new Date(instant).getTime() + OFFSET_MS).toISOString().slice(0, -1);

/**
 * The instant when a day begins in Seoul, `YYYY-MM-DD`, or of a time there, `YYYY-MM-DDTHH:MM`;
 * null for any other text.
 */
export function fromSeoul(local: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/.test(local)) return null;
  const at = Date.parse(local.length === 10 ? `${local}T00:00Z` : `${local}Z`);
  return Number.isNaN(at) ? null : new Date(at - OFFSET_MS);
}

/** When a month in Seoul, `YYYY-MM`, begins, and when the next one does. */
export function seoulMonth(month: string): { from: Date; to: Date } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const startOf = (one: number) => new Date(Date.UTC(year, one) - OFFSET_MS);
  return { from: startOf(number - 1), to: startOf(number) };
}

/** The start of the instant's day in Seoul, or of the day `daysAgo` days before it. */
export function seoulDayStart(instant: Date, daysAgo = 0): Date {
  const shifted = instant.getTime() + OFFSET_MS;
  return new Date(shifted - (shifted % DAY_MS) - daysAgo * DAY_MS - OFFSET_MS);
}
