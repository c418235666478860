import { type Deps, deliverExport, type Logger, type Relay, within } from "@sunchak/core";
import { Cron } from "croner";
import { type CronJob, cronJobs, type JobScope, type JobSettings } from "./cron-jobs.ts";

/**
 * Every second, so that a retry after about a second is on time. A sweep that finds nothing is one
 * read of the index of pending events.
 */
const SWEEP_CRON = "* * * * * *";

/** How long stopping waits for running jobs: a delivery may take ten seconds. */
const STOP_LIMIT_MS = 12_000;

/** How long starting waits for the first ranking, in milliseconds. */
const RANKING_LIMIT_MS = 10_000;

export interface Running {
  /** Starts no more runs and waits for those under way, at most {@link STOP_LIMIT_MS}. */
  stop(): Promise<void>;
}

/**
 * Hosts the jobs inside this process, when no Inngest is configured. Several processes may each
 * have a scheduler: the jobs claim their work in the database.
 */
export function createScheduler(
  settings: JobSettings,
  log: Logger,
): { relay: Relay; start(deps: Deps, scope?: JobScope): Promise<Running> } {
  let deliverNow = (_eventId: string) => {};

  async function start(deps: Deps, scope: JobScope = "all"): Promise<Running> {
    const stopping = new AbortController();
    const hosted = cronJobs(settings, SWEEP_CRON)
      .filter(({ isExport }) => scope === "all" || isExport)
      .map((job) => {
        const run = oneAtATime(job, deps, stopping.signal, log);
        const cron = new Cron(job.cron, { timezone: "UTC" }, run.wake);
        return { name: job.name, run, cron };
      });
    const wakeSweep = () => hosted.find(({ name }) => name === "sweep-exports")?.run.wake();
    const relayed = new Set<Promise<unknown>>();
    // The sweep may be waiting for the receiver's answers to older events, so a new event is
    // delivered here. Above the limit the event waits until the sweep finds it.
    deliverNow = (eventId) => {
      if (relayed.size >= settings.exportConcurrency) return wakeSweep();
      const delivery = deliverExport(deps, { eventId })
        .catch((err: unknown) =>
          log.error({ eventId, err }, "a delivery failed; the sweep tries again"),
        )
        .finally(() => relayed.delete(delivery));
      relayed.add(delivery);
    };
    for (const { run } of hosted) run.wake();
    // A new shop has its ranking before the first page is requested. Counting the past of a large
    // one for the first time takes minutes.
    await within(
      RANKING_LIMIT_MS,
      Promise.resolve(hosted.find(({ name }) => name === "rank-products")?.run.idle()),
    );

    return {
      async stop() {
        deliverNow = () => {};
        stopping.abort();
        for (const { cron } of hosted) cron.stop();
        const underWay = [...hosted.map(({ run }) => run.idle()), ...relayed];
        await within(STOP_LIMIT_MS, Promise.all(underWay));
      },
    };
  }

  return { relay: { exportReady: (eventId) => deliverNow(eventId) }, start };
}

/**
 * Runs of one job never overlap. A wake-up during a run leads to one more run, which finds at once
 * what the first may have missed. (croner's `protect` drops such a tick, and does not cover runs
 * triggered by hand.) A failed run is logged, and the next tick tries again.
 */
function oneAtATime(job: CronJob, deps: Deps, signal: AbortSignal, log: Logger) {
  let running: Promise<void> | undefined;
  let again = false;

  async function runUntilDone() {
    do {
      again = false;
      try {
        await job.run(deps, signal);
      } catch (err) {
        log.error({ job: job.name, err }, "a job failed; its next run tries again");
      }
    } while (again && !signal.aborted);
    running = undefined;
  }

  return {
    wake() {
      again = true;
      if (!signal.aborted) running ??= runUntilDone();
    },
    async idle() {
      await running;
    },
  };
}
