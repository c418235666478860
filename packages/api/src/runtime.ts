import { dirname, join } from "node:path";
import { type Auth, createAuth } from "@sunchak/auth";
import {
  type Clock,
  createSigner,
  type Deps,
  Door,
  RefusalTally,
  systemClock,
} from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import { type Env, readEnv } from "@sunchak/env";
import {
  createJobs,
  createMailer,
  createPushService,
  createWebhooks,
  type Jobs,
} from "@sunchak/jobs";
import { createLockDriver } from "@sunchak/lock";
import { createImageStore, type ImageStore } from "./images/image-store.ts";
import { LiveFeed } from "./live/live-feed.ts";
import { streamsAllowed } from "./live/open-files.ts";
import {
  createRateLimits,
  noRateLimits,
  type RateLimits,
  STREAMS_OF_NETWORK,
} from "./rate-limits.ts";
import { findFreeSpace } from "./watch/free-space.ts";
import { createLog } from "./watch/log.ts";
import { createMeters, type Meters } from "./watch/metrics.ts";
import { timedLock } from "./watch/timed-lock.ts";

/** What a process has exactly once: connections, counters, configuration. */
export interface Runtime {
  app: "storefront" | "admin";
  env: Env;
  /** The app's public origin. */
  origin: string;
  deps: Deps;
  auth: Auth;
  limits: RateLimits;
  jobs: Jobs;
  images: ImageStore;
  /** The streams that this process keeps open. */
  live: LiveFeed;
  meters: Meters;
  /** Whether the shop's own server answers the API in this process; otherwise Next does. */
  hosted: boolean;
  /** The host sets this when a shutdown begins; the process is then no longer ready. */
  stopping: boolean;
  /** Closes the connections; jobs and server must have stopped. */
  close(): Promise<void>;
}

/**
 * Makes what an app's process needs. It connects lazily, so that the process also starts while the
 * database or Redis is down; the health check reports that.
 */
export function createRuntime(
  env: Env,
  clock: Clock = systemClock,
  app: Runtime["app"] = "storefront",
): Runtime {
  const origin = app === "admin" ? env.adminUrl : env.storefrontUrl;
  const log = createLog(env);
  const db = openDatabase(env.databaseUrl);
  const meters = createMeters();
  const lock = timedLock(createLockDriver(env.lock), meters.lockWaits);
  const scope = app === "storefront" ? "all" : "exports";
  const jobs = createJobs(env, { log, metrics: meters.metrics, scope });
  const refusals = new RefusalTally({ db, log });
  const push = createPushService(env);
  const mail = createMailer(env);
  const deps: Deps = {
    db,
    lock,
    door: new Door(),
    signer: createSigner({ key: env.logSigningKey, secret: env.authSecret }),
    clock,
    log,
    metrics: meters.metrics,
    relay: jobs.relay,
    dataPlatform: jobs.dataPlatform,
    ...(push && { push }),
    ...(mail && { mail }),
    webhooks: createWebhooks(),
    freeSpace: () => findFreeSpace(env),
    refusals,
    config: {
      maxBalance: env.maxBalance,
      orderExpiresMinutes: env.orderExpiresMinutes,
      adminUrl: env.adminUrl,
    },
  };
  const keptStreams = streamsAllowed(env.maxStreams);
  if (keptStreams < env.maxStreams) {
    log.warn({ keptStreams }, "Fewer live streams than MAX_STREAMS: too few file descriptors");
  }
  const auth = createAuth({
    db,
    clock,
    origin,
    secret: env.authSecret,
    cookiePrefix: app === "admin" ? "sunchak-admin" : "sunchak",
    adminsOnly: app === "admin",
    onWarning: (message) => log.warn({}, `auth: ${message}`),
  });
  return {
    app,
    env,
    origin,
    deps,
    auth,
    limits: env.rateLimit ? createRateLimits() : noRateLimits,
    jobs,
    images: createImageStore(join(dirname(env.exportsFile), "uploads")),
    live: new LiveFeed(deps, meters, {
      streams: keptStreams,
      streamsOfNetwork: env.rateLimit ? STREAMS_OF_NETWORK : Number.POSITIVE_INFINITY,
    }),
    meters,
    hosted: false,
    stopping: false,
    async close() {
      await refusals.flush();
      await Promise.allSettled([db.close(), lock.close()]);
    },
  };
}

const slot = Symbol.for("sunchak.runtime");
const holder: typeof globalThis & { [slot]?: Runtime } = globalThis;

/** The process's host calls this before it takes requests. It answers the API itself. */
export function setRuntime(runtime: Runtime): void {
  runtime.hosted = true;
  holder[slot] = runtime;
}

/**
 * The process's one runtime, for pages. It is kept on globalThis, because Next bundles a second
 * copy of this module beside the host's. Without a host, as on serverless platforms, the first
 * caller makes it; so nothing may call this during a build.
 * @throws EnvError when this call makes it and the configuration is not usable.
 */
export function getRuntime(app: Runtime["app"] = "storefront"): Runtime {
  holder[slot] ??= createRuntime(readEnv(app), systemClock, app);
  return holder[slot];
}
