const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Korea keeps UTC+9 all year. */
const SEOUL_OFFSET_MS = 9 * 60 * 60 * 1000;

const pad = (value: number) => String(value).padStart(2, "0");

/**
 * An ISO instant as a date in Seoul. It does not use `Intl`, whose results differ between the
 * server's ICU and a browser's: hydration would notice.
 */
export function formatDate(instant: string, locale: string): string {
  const date = new Date(Date.parse(instant) + SEOUL_OFFSET_MS);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return locale === "ko" ? `${year}년 ${month + 1}월 ${day}일` : `${day} ${MONTHS[month]} ${year}`;
}

/** The time of day in Seoul, `14:20`. */
export function formatTime(instant: string): string {
  const date = new Date(Date.parse(instant) + SEOUL_OFFSET_MS);
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

/** Date and time in Seoul. */
export function formatMoment(instant: string, locale: string): string {
  return `${formatDate(instant, locale)}${locale === "ko" ? " " : ", "}${formatTime(instant)}`;
}
