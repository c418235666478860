import type { Deps } from "../deps.ts";
import { seoulDayStart } from "../values.ts";
import { readSalesHours } from "./sales-hours.ts";
import type { DashboardSeries, SeriesRange } from "./schema.ts";

const HOUR_MS = 3_600_000;
const DAYS = { "7d": 7, "30d": 30 } as const;

/** Sales, orders and refunds over time: by hour, or by day in Seoul. */
export async function getDashboardSeries(
  deps: Pick<Deps, "db" | "clock">,
  { range }: { range: SeriesRange },
): Promise<DashboardSeries> {
  const now = deps.clock.now();
  const starts =
    range === "24h"
      ? hourStarts(now, 24)
      : Array.from({ length: DAYS[range] }, (_, i) => seoulDayStart(now, DAYS[range] - 1 - i));
  const items = starts.map((at) => ({ at, sales: 0, orders: 0, refunds: 0 }));
  for (const hour of await readSalesHours(deps, starts[0] ?? now)) {
    const bucket = items.findLast(({ at }) => at <= hour.hour);
    if (!bucket) continue;
    bucket.sales += hour.sales;
    bucket.orders += hour.orders;
    bucket.refunds += hour.refunds;
  }
  return {
    bucket: range === "24h" ? "hour" : "day",
    items: items.map((item) => ({ ...item, at: item.at.toISOString() })),
  };
}

function hourStarts(now: Date, count: number): Date[] {
  const current = now.getTime() - (now.getTime() % HOUR_MS);
  return Array.from({ length: count }, (_, i) => new Date(current - (count - 1 - i) * HOUR_MS));
}
