import type { Deps } from "../deps.ts";
import { readSalesHours } from "./sales-hours.ts";
import type { DashboardSeries, SeriesRange } from "./schema.ts";
import { seriesStarts } from "./series-starts.ts";

/** Sales, orders and refunds over time: by hour, or by day in Seoul. */
export async function getDashboardSeries(
  deps: Pick<Deps, "db" | "clock">,
  { range }: { range: SeriesRange },
): Promise<DashboardSeries> {
  const now = deps.clock.now();
  const { bucket, starts } = seriesStarts(range, now);
  const items = starts.map((at) => ({ at, sales: 0, orders: 0, refunds: 0 }));
  for (const hour of await readSalesHours(deps, starts[0] ?? now)) {
    const item = items.findLast(({ at }) => at <= hour.hour);
    if (!item) continue;
    item.sales += hour.sales;
    item.orders += hour.orders;
    item.refunds += hour.refunds;
  }
  return { bucket, items: items.map((item) => ({ ...item, at: item.at.toISOString() })) };
}
