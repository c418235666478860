import type { DataPlatform, Deps, Logger, Relay } from "@sunchak/core";
import { type Env, EnvError } from "@sunchak/env";
import { CronPattern } from "croner";
import type { JobScope } from "./cron-jobs.ts";
import { createDataPlatform } from "./data-platform.ts";
import { createClient, createFunctions, createRelay } from "./inngest.ts";
import { createInngestHandler } from "./inngest-handler.ts";
import { createScheduler, type Running } from "./scheduler.ts";

export { createDataPlatform, type Running };

export interface Jobs {
  /** For {@link Deps}. */
  relay: Relay;
  /** For {@link Deps}. */
  dataPlatform: DataPlatform;
  /**
   * Starts the embedded scheduler; with Inngest there is none. When it is started, and unless it is
   * for the exports alone, the ranking has been made once.
   */
  start(deps: Deps, scope?: JobScope): Promise<Running>;
  /**
   * The handler of /api/inngest; null when no Inngest is configured. In dev mode it takes unsigned
   * calls: let nobody but loopback reach it.
   */
  inngestHandler(deps: Deps): ((request: Request) => Promise<Response>) | null;
}

type JobsEnv = Pick<Env, "inngest" | "rankingCron" | "dataPlatform" | "exportsFile">;

/**
 * The host of the jobs that the configuration asks for: Inngest, or this process.
 * @throws EnvError naming the variable that the host cannot use.
 */
export function createJobs(env: JobsEnv, log: Logger): Jobs {
  const dataPlatform = createDataPlatform(env);
  const { inngest, rankingCron } = env;
  checkCron(rankingCron, inngest.mode === "none" ? 6 : 5);
  if (inngest.mode === "none") {
    const scheduler = createScheduler(rankingCron, log);
    return {
      relay: scheduler.relay,
      dataPlatform,
      async start(deps, scope) {
        // Beside a database that others share, a process that was not told of the receiver would
        // deliver into a file of its own what they would have sent.
        if (scope === "exports" && !env.dataPlatform && deps.db.provider === "postgresql") {
          log.info({}, "without DATA_PLATFORM_URL exports are left to the storefronts");
          return nothingRuns;
        }
        return scheduler.start(deps, scope);
      },
      inngestHandler: () => null,
    };
  }
  const client = createClient(inngest, log);
  return {
    relay: createRelay(client, log),
    dataPlatform,
    start: async () => nothingRuns,
    inngestHandler: (deps) =>
      createInngestHandler(client, createFunctions(client, deps, rankingCron), {
        log,
        // A dev server may reach the shop by another name than browsers do.
        origin: inngest.mode === "cloud" ? inngest.serveOrigin : undefined,
      }),
  };
}

const nothingRuns: Running = { stop: async () => {} };

function checkCron(pattern: string, maxFields: number): void {
  const fields = pattern.trim().split(/\s+/).length;
  try {
    new CronPattern(pattern);
    if (fields <= maxFields) return;
  } catch {
    // Said below.
  }
  throw new EnvError(
    `The configuration is not usable.\n  RANKING_CRON: must be a cron expression of five fields${maxFields > 5 ? ", or six with seconds" : ""}`,
  );
}
