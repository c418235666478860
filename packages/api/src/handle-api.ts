import { carriesBearer } from "@sunchak/auth";
import { isLoopback } from "@sunchak/env";
import type { AnyTRPCRouter } from "@trpc/server";
import { Hono } from "hono";
import { mountAdminFiles } from "./admin/admin-files.ts";
import { adminRouter } from "./admin/admin-router.ts";
import { TransportError } from "./api-error.ts";
import { mountAuth } from "./auth/mount-auth.ts";
import { createClientIp, isForwarded } from "./client-ip.ts";
import { sendImage } from "./images/image-store.ts";
import { mountLive } from "./live/mount-live.ts";
import { mountTrpc } from "./mount-trpc.ts";
import { refuseLargeBody } from "./read-body.ts";
import { type ApiContext, type ApiEnv, type RequestInfo, respondError } from "./respond.ts";
import { mountDocs } from "./rest/docs.ts";
import { openApiDocument } from "./rest/openapi.ts";
import { mountRest, refuseMethod } from "./rest/rest.ts";
import type { Runtime } from "./runtime.ts";
import { mountStatement } from "./storefront/statement-csv.ts";
import { storefrontRouter } from "./storefront/storefront-router.ts";
import { checkHealth } from "./watch/health.ts";
import { createShopGauges } from "./watch/shop-gauges.ts";
import { newReference, watchRequests } from "./watch/watch-requests.ts";

/** Standing headers that a route may set otherwise. */
const ownable = ["Cache-Control", "Content-Security-Policy"];

/** The headers of every response. */
const headersAt = (origin: string): Record<string, string> => ({
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-DNS-Prefetch-Control": "off",
  "X-Download-Options": "noopen",
  "X-Frame-Options": "DENY",
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-XSS-Protection": "0",
  ...(origin.startsWith("https://") && {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  }),
});

const UNNAMED_PROXY =
  "A proxy that TRUSTED_PROXIES does not name passed a call on: all who come through it share one address and its limits. Name it there (addresses or networks; loopback for one on this machine).";

const notFound = () => new TransportError("NOT_FOUND", "No such call.");

/** Answers one request for anything below /api and /uploads, or for /metrics. Never rejects. */
export type ApiHandler = (request: Request, info: RequestInfo) => Promise<Response>;

/**
 * The whole API of the runtime's app, independent of the host.
 * @throws EnvError when TRUSTED_PROXIES is not usable.
 */
export function createApiHandler(runtime: Runtime): ApiHandler {
  const { env, deps } = runtime;
  const router: AnyTRPCRouter = runtime.app === "admin" ? adminRouter : storefrontRouter;
  let isProxyReported = false;
  const clientIp = createClientIp(env.trustedProxies, () => {
    if (!isProxyReported) deps.log.warn({}, UNNAMED_PROXY);
    isProxyReported = true;
  });
  const clientIpOf = (c: ApiContext) => clientIp(c.env.remoteAddress, c.req.raw.headers);
  const app = new Hono<ApiEnv>();

  const standing = headersAt(runtime.origin);
  const watch = watchRequests(runtime, Object.keys(router._def.procedures));
  app.use(async (c, next) => {
    const since = performance.now();
    const requestId = newReference(); // the client's own is only logged
    c.set("requestId", requestId);
    c.set("codes", []);
    c.set("headers", { ...standing, "X-Request-Id": requestId });
    await next();
    if (!c.get("hasHeaders")) addHeaders(c.res.headers, c.get("headers"));
    watch(c, performance.now() - since);
  });

  app.use(refuseForeignOrigin(ownOrigins(runtime.origin)));
  if (runtime.app === "storefront") mountInngest(app, runtime);
  app.get("/uploads/:name", (c) => sendImage(c, runtime.images));
  if (runtime.app === "admin") mountAdminFiles(app, runtime);
  app.use(refuseLargeBody);

  mountAuth(app, runtime, clientIpOf);
  if (runtime.app === "storefront") {
    mountLive(app, runtime, clientIpOf);
    mountStorefront(app, runtime);
  }
  app.get("/api/health", async (c) => {
    const health = await checkHealth(runtime);
    return c.json(health, health.status === "ok" ? 200 : 503);
  });
  app.all("/api/health", (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
  // A liveness probe. It ignores the database, because a restart cannot bring that back.
  app.get("/api/health/live", (c) => c.json({ status: "ok" }));
  app.all("/api/health/live", (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
  mountTrpc(app, runtime, router);

  app.notFound((c) => respondError(c, deps.log, notFound()));
  app.onError((error, c) => respondError(c, deps.log, error));
  return async (request, info) => app.fetch(request, info);
}

/**
 * Mounted before the body limit, because Inngest sends large calls. It signs them, except in dev
 * mode, where only this machine may call.
 */
function mountInngest(app: Hono<ApiEnv>, { env, deps, jobs }: Runtime): void {
  const inngest = jobs.inngestHandler(deps);
  if (!inngest) return;
  app.all("/api/inngest", (c) => {
    if (env.inngest.mode === "dev" && !isLocal(c)) throw notFound();
    return inngest(c.req.raw);
  });
}

/** Mounts what only the storefront offers: procedures as plain HTTP, their document, metrics. */
function mountStorefront(app: Hono<ApiEnv>, runtime: Runtime): void {
  const { env, meters } = runtime;
  const gauges = createShopGauges(runtime);
  mountRest(app, runtime);
  mountStatement(app, runtime);
  mountDocs(app);
  const document = openApiDocument();
  app.get("/api/v1/openapi.json", (c) => c.json(document));
  app.get("/metrics", async (c) => {
    const token = env.metricsToken;
    const allowed = token ? c.req.header("authorization") === `Bearer ${token}` : false;
    if (!allowed && !isLocal(c)) throw notFound();
    const { registry } = meters;
    const text = (await registry.metrics()) + (await gauges.metrics());
    return c.text(text, 200, { "Content-Type": registry.contentType });
  });
}

function addHeaders(headers: Headers, standing: Record<string, string>): void {
  for (const [name, value] of Object.entries(standing)) {
    if (!ownable.includes(name) || !headers.has(name)) headers.set(name, value);
  }
}

/** Users open a shop on localhost by that name or by a loopback address. */
function ownOrigins(appUrl: string): string[] {
  const { hostname, origin } = new URL(appUrl);
  if (hostname !== "localhost") return [origin];
  return ["localhost", "127.0.0.1", "[::1]"].map((host) => origin.replace("localhost", host));
}

/**
 * Refuses a change that a page of another site makes the browser send. Hono's own check covers only
 * form content types, so JSON from a foreign origin would pass it.
 */
const refuseForeignOrigin = (own: string[]) => async (c: ApiContext, next: () => Promise<void>) => {
  const origin = c.req.header("origin");
  const reads = /^(GET|HEAD|OPTIONS)$/.test(c.req.method);
  if (
    !reads &&
    origin !== undefined &&
    !own.includes(origin) &&
    !carriesBearer(c.req.raw.headers)
  ) {
    const message = "Requests from this origin cannot change anything.";
    throw new TransportError("FORBIDDEN", message, { allowedOrigin: own[0] });
  }
  await next();
};

/** Whether this machine makes the call itself, and not through a proxy on it, trusted or not. */
function isLocal({ env, req }: ApiContext): boolean {
  return isLoopback(env.remoteAddress ?? "") && !isForwarded(req.raw.headers);
}
