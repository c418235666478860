import { inSeoul } from "@sunchak/core/seoul";
import { type Locale, languages } from "./locales.ts";

/**
 * An ISO instant as a date in Seoul. It does not use `Intl`, whose results differ between the
 * server's ICU and a browser's: hydration would notice.
 */
export function formatDate(instant: string, locale: Locale): string {
  const [year = 0, month = 0, day = 0] = inSeoul(instant).slice(0, 10).split("-").map(Number);
  return languages[locale].date(year, month, day);
}

/** A month, given as `YYYY-MM`. */
export function formatMonth(month: string, locale: Locale): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return languages[locale].month(year, number);
}

/** The time of day in Seoul, `14:20`. */
export const formatTime = (instant: string): string => inSeoul(instant).slice(11, 16);

/** The time of day in Seoul to a tenth of a second, `14:20:03.4`. */
export const formatTenth = (instant: string): string => inSeoul(instant).slice(11, 21);

/** The time of day in Seoul to a millisecond, `14:20:03.417`. */
export const formatMilliseconds = (instant: string): string => inSeoul(instant).slice(11, 23);

/** Date and time in Seoul. */
export function formatMoment(instant: string, locale: Locale): string {
  return languages[locale].moment(formatDate(instant, locale), formatTime(instant));
}
