import {
  aggregateRanking,
  checkInvariantsBySchedule,
  countCompanions,
  type Deps,
  expireOrders,
  giveUpMessages,
  indexProducts,
  purgeAccess,
  purgeExportSamples,
  purgeIdempotencyRecords,
  purgeMessages,
  purgeRankings,
  purgeSessions,
  recountSums,
  sampleExports,
  sendAlarms,
  sendMessages,
  storeReportPeriods,
  storeSalesHours,
  sweepExports,
  watchAlerts,
} from "@sunchak/core";
import type { Env } from "@sunchak/env";

/** A core function that runs on a schedule. It may run in several processes at once. */
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
 * Which jobs a process hosts when Inngest does not. An admin app's process delivers the exports of
 * its admins' changes, but leaves ranking and clean-up to the storefronts, which need them.
 */
export type JobScope = "all" | "exports";

/** The part of the configuration that concerns the jobs, whoever hosts them. */
export type JobSettings = Pick<Env, "rankingCron" | "exportConcurrency">;

/** The scheduled jobs, whoever hosts them. */
export const cronJobs = (
  { rankingCron, exportConcurrency }: JobSettings,
  sweepCron: string,
): CronJob[] => [
  {
    name: "rank-products",
    cron: rankingCron,
    run: (deps, signal) => aggregateRanking(deps, { signal }),
  },
  {
    name: "count-companions",
    cron: rankingCron,
    run: (deps, signal) => countCompanions(deps, { signal }),
  },
  // In Seoul's small hours. A host may end a run early; the next one continues.
  {
    name: "recount-ranking",
    cron: "*/5 17-20 * * *",
    run: (deps, signal) => recountSums(deps, { signal }),
  },
  {
    name: "check-invariants",
    cron: "*/10 * * * *",
    run: (deps, signal) => checkInvariantsBySchedule(deps, { signal }),
  },
  {
    name: "sweep-exports",
    cron: sweepCron,
    isExport: true,
    // Waiting events get a quarter as many lanes as new ones, in addition to those.
    run: (deps, signal) => sweepExports(deps, { lanes: Math.ceil(exportConcurrency / 4), signal }),
  },
  // Not part of the sweep, because a slow receiver can hold the sweep for longer than a minute.
  {
    name: "sample-exports",
    cron: "* * * * *",
    isExport: true,
    run: (deps) => sampleExports(deps),
  },
  // The previous hour is complete half a minute after its end.
  { name: "store-sales-hours", cron: "1 * * * *", run: (deps) => storeSalesHours(deps) },
  // A day in Seoul ends at 15:00. The other runs go on with what an earlier one did not finish.
  {
    name: "store-report-periods",
    cron: "2 * * * *",
    run: (deps, signal) => storeReportPeriods(deps, { signal }),
  },
  { name: "send-alarms", cron: "* * * * *", run: (deps, signal) => sendAlarms(deps, { signal }) },
  { name: "send-messages", cron: sweepCron, run: (deps, signal) => sendMessages(deps, { signal }) },
  { name: "watch-alerts", cron: "* * * * *", run: (deps) => watchAlerts(deps) },
  { name: "expire-orders", cron: "* * * * *", run: (deps) => expireOrders(deps) },
  {
    name: "purge-idempotency-records",
    cron: "0 * * * *",
    run: (deps, signal) =>
      Promise.all([
        purgeIdempotencyRecords(deps, { signal }),
        purgeAccess(deps, { signal }),
        purgeExportSamples(deps),
        giveUpMessages(deps),
        purgeMessages(deps, { signal }),
        purgeRankings(deps, { signal }),
      ]),
  },
  {
    name: "purge-sessions",
    cron: "30 * * * *",
    run: (deps, signal) => purgeSessions(deps, { signal }),
  },
  // A version before, which runs beside this one during a deployment, writes no search entries.
  {
    name: "index-products",
    cron: "*/10 * * * *",
    run: ({ db }, signal) => indexProducts(db, { signal }),
  },
];
