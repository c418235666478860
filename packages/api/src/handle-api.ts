import { carriesBearer } from "@sunchak/auth";
import { isLoopback } from "@sunchak/env";
import type { AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { Hono } from "hono";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { mountAdminFiles } from "./admin/admin-files.ts";
import { adminRouter } from "./admin/admin-router.ts";
import { apiErrorOf, TransportError } from "./api-error.ts";
import { mountAuth } from "./auth/mount-auth.ts";
import { createClientIp, isForwarded } from "./client-ip.ts";
import { createContext } from "./context.ts";
import { sendImage } from "./images/image-store.ts";
import { mountLive } from "./live/mount-live.ts";
import { readBytes, refuseLargeBody, requireJson } from "./read-body.ts";
import {
  type ApiContext,
  type ApiEnv,
  type RequestInfo,
  reportFailure,
  respondError,
} from "./respond.ts";
import { mountDocs } from "./rest/docs.ts";
import { openApiDocument } from "./rest/openapi.ts";
import { mountRest, refuseMethod } from "./rest/rest.ts";
import type { Runtime } from "./runtime.ts";
import { storefrontRouter } from "./storefront/storefront-router.ts";
import { checkHealth } from "./watch/health.ts";
import { createShopGauges } from "./watch/shop-gauges.ts";
import { newReference, watchRequests } from "./watch/watch-requests.ts";

/** The most calls that one tRPC request may carry. */
const BATCH_LIMIT = 10;

/** Response headers, unless the route sets its own. */
const defaultHeaders = new Map([
  ["Cache-Control", "no-store"],
  ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
]);

const UNNAMED_PROXY =
  "A proxy that TRUSTED_PROXIES does not name passed a sign-in on: all who come through it share one address and its limits. Name it there (addresses or networks; loopback for one on this machine).";

const notFound = () => new TransportError("NOT_FOUND", "No such call.");

/** Answers one request for anything below /api and /uploads, or for /metrics. Never rejects. */
export type ApiHandler = (request: Request, info: RequestInfo) => Promise<Response>;

/**
 * The whole API of the runtime's app, independent of the host.
 * @throws EnvError when TRUSTED_PROXIES is not usable.
 */
export function createApiHandler(runtime: Runtime): ApiHandler {
  const { env, deps } = runtime;
  const router: AnyRouter = runtime.app === "admin" ? adminRouter : storefrontRouter;
  let isProxyReported = false;
  const clientIp = createClientIp(env.trustedProxies, () => {
    if (!isProxyReported) deps.log.warn({}, UNNAMED_PROXY);
    isProxyReported = true;
  });
  const clientIpOf = (c: ApiContext) => clientIp(c.env.remoteAddress, c.req.raw.headers);
  const app = new Hono<ApiEnv>();

  // Without a header name, it ignores any request id from the client.
  app.use(requestId({ generator: newReference, headerName: "" }));
  app.use(watchRequests(runtime, Object.keys(router._def.procedures)));
  app.use(
    secureHeaders({
      xFrameOptions: "DENY",
      strictTransportSecurity: runtime.origin.startsWith("https://")
        ? "max-age=31536000; includeSubDomains"
        : false,
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.res.headers.set("X-Request-Id", c.get("requestId"));
    for (const [name, value] of defaultHeaders) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
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
  app.all("/api/trpc/*", async (c) => {
    let req = c.req.raw;
    if (req.method === "POST") {
      // tRPC would also accept forms and byte streams, but no procedure here takes them.
      requireJson(c);
      const { url, headers } = req;
      req = new Request(url, { method: "POST", headers, body: await readBytes(c) });
    }
    return fetchRequestHandler<AnyRouter>({
      endpoint: "/api/trpc",
      req,
      router,
      maxBatchSize: BATCH_LIMIT,
      createContext: () => createContext(runtime, c.req.raw.headers),
      onError: ({ error }) => {
        const { code } = apiErrorOf(error);
        c.get("codes").push(code);
        reportFailure(deps.log, c.get("requestId"), code, error);
      },
    });
  });

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
