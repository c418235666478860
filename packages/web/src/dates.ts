import { type Locale, languages } from "./locales.ts";

/** Korea keeps UTC+9 all year. */
const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;

const pad = (value: number) => String(value).padStart(2, "0");

/**
 * An ISO instant as a date in Seoul. It does not use `Intl`, whose results differ between the
 * server's ICU and a browser's: hydration would notice.
 */
export function formatDate(instant: string, locale: Locale): string {
  const date = new Date(Date.parse(instant) + SEOUL_OFFSET_MS);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return languages[locale].date(year, month, day);
}

/** The time of day in Seoul, `14:20`. */
export function formatTime(instant: string): string {
  const date = new Date(Date.parse(instant) + SEOUL_OFFSET_MS);
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

/** Date and time in Seoul. */
export function formatMoment(instant: string, locale: Locale): string {
  return languages[locale].moment(formatDate(instant, locale), formatTime(instant));
}
