import { seoulDayStart } from "../seoul.ts";
import type { SeriesRange } from "./schema.ts";

const HOUR_MS = 3_600_000;
const DAYS = { "7d": 7, "30d": 30 } as const;

/**
 * When the buckets of a chart begin, oldest first: hours, or days in Seoul. The last is not over.
 */
export function seriesStarts(
  range: SeriesRange,
  now: Date,
): { bucket: "hour" | "day"; starts: Date[] } {
  if (range === "24h") {
    const current = now.getTime() - (now.getTime() % HOUR_MS);
    const hoursAgo = (i: number) => new Date(current - (23 - i) * HOUR_MS);
    return { bucket: "hour", starts: Array.from({ length: 24 }, (_, i) => hoursAgo(i)) };
  }
  const length = DAYS[range];
  const daysAgo = (i: number) => seoulDayStart(now, length - 1 - i);
  return { bucket: "day", starts: Array.from({ length }, (_, i) => daysAgo(i)) };
}
