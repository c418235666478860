import { expressionBuilder, type Tables } from "@sunchak/db";
import type { SeriesRange } from "../dashboard/schema.ts";
import { seriesStarts } from "../dashboard/series-starts.ts";
import type { Deps } from "../deps.ts";
import { timeBucket } from "../time-bucket.ts";
import type { ExportLagSeries } from "./schema.ts";

/**
 * The export's state over time: the worst values of each hour, or of each day in Seoul. A bucket
 * without samples stays unknown, because nothing shows that all was well then.
 */
export async function getExportLag(
  deps: Pick<Deps, "db" | "clock">,
  { range }: { range: SeriesRange },
): Promise<ExportLagSeries> {
  const { bucket, starts } = seriesStarts(range, deps.clock.now());
  const items = starts.map((at): Item => ({ at, waiting: null, dead: null, lagSeconds: null }));
  for (const { hour, ...worst } of await sampledHours(deps, starts[0] ?? deps.clock.now())) {
    const item = items.findLast(({ at }) => at <= new Date(`${hour}:00.000Z`));
    if (!item) continue;
    for (const figure of ["waiting", "dead", "lagSeconds"] as const) {
      item[figure] = Math.max(item[figure] ?? 0, Number(worst[figure]));
    }
  }
  return { bucket, items: items.map((item) => ({ ...item, at: item.at.toISOString() })) };
}

type Item = Omit<ExportLagSeries["items"][number], "at"> & { at: Date };

/** Seoul's days begin with a UTC hour, so hours make both kinds of buckets. */
function sampledHours({ db }: Pick<Deps, "db">, from: Date) {
  const hour = timeBucket(db.provider, sample.ref("at"), "hour");
  return db.queries
    .selectFrom("exportSamples")
    .select(({ fn }) => [
      hour.as("hour"),
      fn.max<number | bigint>("waiting").as("waiting"),
      fn.max<number | bigint>("dead").as("dead"),
      fn.max<number | bigint>("lagSeconds").as("lagSeconds"),
    ])
    .where("at", ">=", from)
    .groupBy("hour")
    .execute();
}

const sample = expressionBuilder<Tables, "exportSamples">();
