import {
  aggregateRanking,
  type Deps,
  expireOrders,
  purgeExportSamples,
  purgeIdempotencyRecords,
  purgeSessions,
  sampleExports,
  storeSalesHours,
  sweepExports,
} from "@sunchak/core";
import type { Env } from "@sunchak/env";

/** A core function that runs by the clock. It may run in several processes at once. */
export interface CronJob {
  name: string;
  /** In UTC. */
  cron: string;
  /** Whether it is a part of the export; see {@link JobScope}. */
  isExport?: true;
  /** @param signal asks a long run to end early. */
  run(deps: Deps, signal: AbortSignal): Promise<unknown>;
}

/**
 * Which jobs a process hosts when it hosts them itself: an admin app's process delivers what its
 * admins cause, but leaves ranking and tidying to the storefronts, where they are needed.
 */
export type JobScope = "all" | "exports";

/** What of the configuration concerns the jobs, whoever hosts them. */
export type JobSettings = Pick<Env, "rankingCron" | "exportConcurrency">;

/** What runs by the clock, whoever hosts it. */
export const cronJobs = (
  { rankingCron, exportConcurrency }: JobSettings,
  sweepCron: string,
): CronJob[] => [
  { name: "rank-products", cron: rankingCron, run: (deps) => aggregateRanking(deps) },
  {
    name: "sweep-exports",
    cron: sweepCron,
    isExport: true,
    // What has waited before takes a quarter as many lanes as what is new, beside those.
    run: (deps, signal) => sweepExports(deps, { lanes: Math.ceil(exportConcurrency / 4), signal }),
  },
  // Apart from the sweep, which a slow receiver can hold for longer than a minute.
  {
    name: "sample-exports",
    cron: "* * * * *",
    isExport: true,
    run: (deps) => sampleExports(deps),
  },
  // The hour before is complete half a minute after its end.
  { name: "store-sales-hours", cron: "1 * * * *", run: (deps) => storeSalesHours(deps) },
  { name: "expire-orders", cron: "* * * * *", run: (deps) => expireOrders(deps) },
  {
    name: "purge-idempotency-records",
    cron: "0 * * * *",
    run: (deps, signal) =>
      Promise.all([purgeIdempotencyRecords(deps, { signal }), purgeExportSamples(deps)]),
  },
  {
    name: "purge-sessions",
    cron: "30 * * * *",
    run: (deps, signal) => purgeSessions(deps, { signal }),
  },
];
