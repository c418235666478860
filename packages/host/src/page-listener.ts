import type { IncomingMessage, ServerResponse } from "node:http";
import { newReference, type Runtime } from "@sunchak/api";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { dropHeaders, setPageHeaders } from "./page-headers.ts";
import type { Route } from "./route-request.ts";

type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type PageRoute = Exclude<Route, { to: "api" }>;

/**
 * Everything but the API as a listener of Node's HTTP server: Next's pages and files, and what
 * nobody answers. Next is given no request that it would fail at for the client's fault.
 */
export function createPageListener(runtime: Runtime, handlePage: PageHandler, dev: boolean) {
  const headers = { dev, https: runtime.origin.startsWith("https://") };
  const { requests } = runtime.meters;
  return (request: IncomingMessage, response: ServerResponse, route: PageRoute): void => {
    const { method = "" } = request;
    const since = performance.now();
    response.once("close", () => {
      const name = route.to === "nobody" ? "none" : route.to;
      const labels = { method, route: name, status: response.statusCode };
      requests.observe(labels, (performance.now() - since) / 1000);
    });
    const requestId = newReference();
    response.setHeader("X-Request-Id", requestId);
    setPageHeaders(request, response, headers);
    const refusal = refusalOf(request, route);
    if (refusal) return void response.writeHead(...refusal).end();
    dropHeaders(request);
    // Pages cannot see their own address; signing in leads back to it.
    request.headers["x-page"] = request.url;
    handlePage(request, response).catch((error: unknown) => {
      runtime.deps.log.error({ requestId, err: error }, "A page failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

/** The status and headers of a request that Next is not given. */
function refusalOf(
  { method, url = "", headers }: IncomingMessage,
  route: PageRoute,
): [status: number, headers?: Record<string, string>] | undefined {
  if (route.to === "nobody") {
    return route.status === 308 ? [308, { Location: route.location }] : [route.status];
  }
  if (method === "GET" || method === "HEAD") {
    return isRouterState(headers["next-router-state-tree"]) ? undefined : [400];
  }
  // Sent before the page's script ran, which sends it where it belongs: the page is shown again.
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  if (method === "POST" && isForm) return [303, { Location: url }];
  return [405, { Allow: "GET, HEAD" }];
}

/** Whether Next can read what a browser's router says it shows already. */
function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}
