import { type Deps, deliverExport, type Logger, type Metrics, type Relay } from "@sunchak/core";
import type { Env, Inngest as InngestEnv } from "@sunchak/env";
import { cron, eventType, Inngest, type InngestFunction, staticSchema } from "inngest";
import { cronJobs, type JobSettings } from "./cron-jobs.ts";

/**
 * How often Inngest retries a failed run, such as when the database is away or the worker was
 * killed.
 */
const RETRIES = 4;

/**
 * How long a wake-up may wait for its turn. By then the sweep has seen its event, so in a burst an
 * older wake-up would only hold up those behind it.
 */
const WAKE_UP_LIMIT = "1m";

/**
 * The outbox counts the tries of a delivery; the sweep finds events whose run or wake-up was lost.
 */
export const SWEEP_CRON = "* * * * *";

/** A sweep must end before the next one begins, and within the limits of serverless platforms. */
const SWEEP_LIMIT_MS = 50_000;

/** The SDK has no timeout of its own, and makes five attempts to send an event. */
const CALL_LIMIT_MS = 3_000;

/** Inngest stores every function before it answers. */
const REGISTRATION_LIMIT_MS = 10_000;

/** How many wake-ups may be under way; while Inngest is away each takes up to 17 s. */
const SENDING_LIMIT = 100;

const exportReady = eventType("shop/export.ready", {
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
    fetch: callInngest,
  });
}

async function callInngest(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
  const isRegistration = new URL(String(url)).pathname === "/fn/register";
  const limit = AbortSignal.timeout(isRegistration ? REGISTRATION_LIMIT_MS : CALL_LIMIT_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  const response = await fetch(url, { ...init, signal });
  if (!isRegistration || response.ok) return response;
  // The SDK takes a refusal for a success unless the body holds a status.
  const { status } = response;
  return Response.json({ status, error: (await response.text()).slice(0, 500) }, { status });
}

/**
 * Wakes the delivery with an Inngest event, and never waits for it. The Inngest event gets no id:
 * with the outbox event's id, Inngest would drop the replay of a dead event as a duplicate.
 */
export function createRelay(
  client: Inngest,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Relay {
  let sending = 0;
  return {
    exportReady(eventId) {
      if (sending >= SENDING_LIMIT) return metrics.count("export_wake_ups_lost");
      sending += 1;
      client
        .send({ name: exportReady.name, data: { eventId } })
        .catch((err: unknown) => {
          metrics.count("export_wake_ups_lost");
          log.warn({ eventId, err }, "Inngest was not woken; the sweep will find the event");
        })
        .finally(() => {
          sending -= 1;
        });
    },
  };
}

/**
 * The jobs as Inngest functions. Each claims its work in the database, so repeated runs do no harm.
 */
export function createFunctions(
  client: Inngest,
  deps: Deps,
  settings: JobSettings & Pick<Env, "exportRate">,
): InngestFunction.Any[] {
  const tryOnce = (data: { eventId: string }) =>
    reported("deliver-export", deps.log, () =>
      deliverExport(deps, { eventId: String(data.eventId) }),
    );
  const deliver = client.createFunction(
    {
      id: "deliver-export",
      triggers: [exportReady],
      concurrency: { limit: settings.exportConcurrency },
      // Without a burst, Inngest starts one run at a time and waits a moment before the next.
      throttle: { limit: settings.exportRate, burst: settings.exportRate, period: "1s" },
      timeouts: { start: WAKE_UP_LIMIT },
      retries: RETRIES,
      // Inngest gives up long before the outbox does, and the outbox's rule decides. This try makes
      // the event DEAD when its ten tries are over; otherwise this try or the sweep goes on with
      // it.
      onFailure: ({ event }) => tryOnce(event.data.event.data),
    },
    async ({ event, step }) => {
      // The outbox row counts the tries and holds the time of the next. Inngest only sleeps, and
      // then runs this function from the top. A try is not a step, because a step would cost
      // Inngest a second call.
      for (;;) {
        const result = await tryOnce(event.data);
        if (!("nextAttemptAt" in result)) return result;
        const { nextAttemptAt } = result;
        // Not a sleep until that time: Inngest rounds it by half a second and uses its own clock.
        await step.sleep(`until ${nextAttemptAt}`, secondsUntil(deps, nextAttemptAt) * 1000);
      }
    },
  );
  const byTheClock = cronJobs(settings, SWEEP_CRON).map((job) =>
    client.createFunction(
      {
        id: job.name,
        triggers: [cron(job.cron)],
        // The next scheduled run makes up for a failed run, and for runs skipped meanwhile.
        singleton: { mode: "skip" },
        retries: 1,
      },
      async () => {
        await reported(job.name, deps.log, () =>
          job.run(deps, AbortSignal.timeout(SWEEP_LIMIT_MS)),
        );
      },
    ),
  );
  return [deliver, ...byTheClock];
}

/** At least one, and whole, so that no unit of a sleep cuts it short. */
const secondsUntil = ({ clock }: Pick<Deps, "clock">, moment: string) =>
  Math.max(1, Math.ceil((Date.parse(moment) - clock.now().getTime()) / 1000));

/** Tells Inngest that a job failed; the reason, with stack traces and rows, stays in our log. */
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

/**
 * The SDK logs much, and reports unsigned requests as errors, so its messages become our warnings.
 */
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
