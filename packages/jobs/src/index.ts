import type { DataPlatform, Deps, Logger, Metrics, Relay } from "@sunchak/core";
import type { Env } from "@sunchak/env";
import { confirmDestination } from "./confirm-destination.ts";
import type { JobScope } from "./cron-jobs.ts";
import { createDataPlatform, noDataPlatform } from "./data-platform.ts";
import { createClient, createFunctions, createRelay } from "./inngest.ts";
import { createInngestHandler } from "./inngest-handler.ts";
import { type Registration, startRegistering } from "./inngest-registration.ts";
import { createMailer } from "./mailer.ts";
import { createPushService } from "./push-service.ts";
import { createScheduler, type Running } from "./scheduler.ts";
import { createWebhooks } from "./webhooks.ts";

export { createDataPlatform, createMailer, createPushService, createWebhooks, type Running };

export interface Jobs {
  /** For {@link Deps}. */
  relay: Relay;
  /** For {@link Deps}. */
  dataPlatform: DataPlatform;
  /**
   * Call this before {@link start}, and before the process takes requests.
   * @throws EnvError when the shop's exports go elsewhere than this process's configuration says.
   */
  confirmDestination(deps: Deps): Promise<void>;
  /**
   * Starts the embedded scheduler, or registers the functions with Inngest. After starting the
   * scheduler, the ranking has been made once, unless the scope is the exports alone.
   */
  start(deps: Deps): Promise<Running>;
  /**
   * The handler of /api/inngest; null when no Inngest is configured. In dev mode it takes unsigned
   * calls, so only loopback may reach it.
   */
  inngestHandler(deps: Deps): ((request: Request) => Promise<Response>) | null;
  /** The state of the functions' registration with Inngest, as far as this process knows. */
  registration(): Registration;
}

type JobsEnv = Pick<
  Env,
  | "inngest"
  | "rankingCron"
  | "dataPlatform"
  | "exportsFile"
  | "changeDestination"
  | "exportConcurrency"
  | "exportRate"
>;

/**
 * The host of the jobs that the configuration asks for: Inngest, or this process.
 * @param options.scope which jobs this process hosts when it hosts them itself.
 * @throws EnvError when the signing secret of exports is not base64.
 */
export function createJobs(
  env: JobsEnv,
  { log, metrics, scope = "all" }: { log: Logger; metrics: Metrics; scope?: JobScope },
): Jobs {
  const { inngest } = env;
  const platform = createDataPlatform(env);
  // An admin app's process without a configured receiver would write the storefronts' exports to a
  // file of its own.
  const isTold = scope === "all" || env.dataPlatform !== null;
  const delivers = isTold && (scope === "all" || inngest.mode === "none");
  const common = {
    dataPlatform: delivers ? platform : noDataPlatform,
    confirmDestination: (deps: Deps) =>
      confirmDestination(deps, isTold ? platform.destination : null, env.changeDestination),
  };
  if (inngest.mode === "none") {
    const scheduler = createScheduler(env, log);
    return {
      ...common,
      relay: scheduler.relay,
      start: async (deps) => (delivers ? scheduler.start(deps, scope) : nothingRuns),
      inngestHandler: () => null,
      registration: () => ({ state: "not configured", at: null }),
    };
  }
  const client = createClient(inngest, log);
  const registration: Registration = { state: "configured", at: null };
  let handler: ReturnType<typeof createInngestHandler> | undefined;
  const inngestHandler = (deps: Deps) => {
    handler ??= createInngestHandler(client, createFunctions(client, deps, env), {
      log,
      // A dev server may reach the shop under another name than browsers do.
      origin: inngest.mode === "cloud" ? inngest.serveOrigin : undefined,
      onRegistered: () =>
        Object.assign(registration, { state: "registered", at: deps.clock.now() }),
    });
    return handler;
  };
  return {
    ...common,
    relay: createRelay(client, { log, metrics }),
    async start(deps) {
      if (scope !== "all") return nothingRuns;
      if (registration.state !== "registered") registration.state = "not registered";
      return startRegistering(inngestHandler(deps), inngest.serveOrigin, log);
    },
    inngestHandler,
    registration: () => ({ ...registration }),
  };
}

const nothingRuns: Running = { stop: async () => {} };
