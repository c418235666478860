import { type Deps, deliverExport, type Logger, type Relay } from "@sunchak/core";
import type { Inngest as InngestEnv } from "@sunchak/env";
import { cron, eventType, Inngest, type InngestFunction, staticSchema } from "inngest";
import { cronJobs } from "./cron-jobs.ts";

/** How many events are on their way at once, over all processes. */
const DELIVERIES = 5;

/** How often Inngest repeats a step that failed by itself: the database away, the worker killed. */
const RETRIES = 4;

/** The tries of a delivery are the outbox's own; the sweep finds what a run or an event lost. */
const SWEEP_CRON = "* * * * *";

/** A sweep ends before the next one begins, and within what serverless platforms allow. */
const SWEEP_LIMIT_MS = 50_000;

/** The SDK has no time-out of its own, and always makes five attempts. */
const CALL_LIMIT_MS = 3_000;

/** How many wake-ups may be on their way; with Inngest away each takes up to 17 s. */
const SENDING_LIMIT = 100;

export const exportReady = eventType("shop/export.ready", {
  schema: staticSchema<{ eventId: string }>(),
});

export function createClient(env: Exclude<InngestEnv, { mode: "none" }>, log: Logger): Inngest {
  const logger = sdkLogger(log);
  return new Inngest({
    id: "sunchak",
    isDev: env.mode === "dev",
    ...(env.baseUrl !== undefined && { baseUrl: env.baseUrl }),
    ...(env.mode === "cloud" && { eventKey: env.eventKey, signingKey: env.signingKey }),
    checkpointing: false,
    aiMetadata: false,
    sessionPropagation: false,
    logger,
    internalLogger: logger,
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(CALL_LIMIT_MS) }),
  });
}

/**
 * Wakes the delivery by an Inngest event, never waited for. The Inngest event has no id of its own:
 * by the outbox's, Inngest would drop the replay of a dead event as a duplicate.
 */
export function createRelay(client: Inngest, log: Logger): Relay {
  let sending = 0;
  return {
    exportReady(eventId) {
      if (sending >= SENDING_LIMIT) return;
      sending += 1;
      client
        .send({ name: exportReady.name, data: { eventId } })
        .catch((err: unknown) => {
          log.warn({ eventId, err }, "Inngest was not woken; the sweep will find the event");
        })
        .finally(() => {
          sending -= 1;
        });
    },
  };
}

/** The jobs as Inngest functions. Each claims what it does in the database, so repeats do no harm. */
export function createFunctions(
  client: Inngest,
  deps: Deps,
  rankingCron: string,
): InngestFunction.Any[] {
  const tryOnce = (data: { eventId: string }) =>
    reported("deliver-export", deps.log, () =>
      deliverExport(deps, { eventId: String(data.eventId) }),
    );
  const deliver = client.createFunction(
    {
      id: "deliver-export",
      triggers: [exportReady],
      concurrency: { limit: DELIVERIES },
      retries: RETRIES,
      // Inngest gives up long before the outbox does. The outbox's own rule decides: when its ten
      // tries are over the event is DEAD by this one, else it goes on from here or by the sweep.
      onFailure: ({ event, step }) => step.run("last-try", () => tryOnce(event.data.event.data)),
    },
    async ({ event, step }) => {
      // The outbox row counts the tries and says when the next one is due; Inngest only sleeps.
      for (;;) {
        const result = await step.run("deliver", () => tryOnce(event.data));
        if (result.outcome !== "retry") return result;
        await step.sleepUntil("wait", result.nextAttemptAt);
      }
    },
  );
  const byTheClock = cronJobs({ ranking: rankingCron, sweep: SWEEP_CRON }).map((job) =>
    client.createFunction(
      {
        id: job.name,
        triggers: [cron(job.cron)],
        // The next run by the clock does what this one could not.
        concurrency: { limit: 1 },
        retries: 1,
      },
      ({ step }) =>
        step.run(job.name, async () => {
          await reported(job.name, deps.log, () =>
            job.run(deps, AbortSignal.timeout(SWEEP_LIMIT_MS)),
          );
        }),
    ),
  );
  return [deliver, ...byTheClock];
}

/** Inngest learns that a job failed; why, with stacks and rows, stays in our log. */
async function reported<T>(job: string, log: Logger, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (err) {
    log.error({ job, err }, "a job failed; Inngest tries again");
    const failure = new Error(`${job} failed; the shop's log says why.`);
    failure.stack = "";
    throw failure;
  }
}

/** The SDK tells much and calls unsigned requests errors: what it says is a warning of ours. */
function sdkLogger(log: Logger) {
  const warn = (...parts: unknown[]) =>
    log.warn({ inngest: parts.map(textOf).filter(Boolean) }, "the Inngest SDK reports");
  return { debug() {}, info() {}, warn, error: warn };
}

function textOf(part: unknown): string {
  if (typeof part === "string") return part;
  if (part instanceof Error) return part.message;
  const { err } = (part ?? {}) as { err?: unknown };
  return err instanceof Error ? err.message : "";
}
