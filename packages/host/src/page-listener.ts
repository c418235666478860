import type { IncomingMessage, ServerResponse } from "node:http";
import { newReference, type Runtime } from "@sunchak/api";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import type { BuiltFiles } from "./built-files.ts";
import type { FindKeptPage } from "./kept-key.ts";
import { createKeptPages } from "./kept-pages.ts";
import { dropHeaders, setNonce, setPageHeaders } from "./page-headers.ts";
import type { PageHandler } from "./render-kept.ts";
import type { Route } from "./route-request.ts";

type PageRoute = Exclude<Route, { to: "api" }>;

/**
 * Serves everything but the API, as a listener of Node's HTTP server: Next's pages and files, and
 * refusals where nothing answers. Next never gets a request that would make it fail through the
 * client's fault.
 * @param findKeptPage which pages everybody sees alike; while developing, none is kept.
 * @param options.answerBuiltFile answers what Next built; without it, Next does.
 */
export function createPageListener(
  runtime: Runtime,
  handlePage: PageHandler,
  findKeptPage: FindKeptPage,
  { dev, answerBuiltFile }: { dev: boolean; answerBuiltFile?: BuiltFiles },
) {
  const served = { dev, https: runtime.origin.startsWith("https://") };
  const { requests } = runtime.meters;
  const answerKept = createKeptPages(runtime, handlePage, findKeptPage, served);

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    to: PageRoute["to"],
  ): Promise<void> {
    if (to === "page" && !dev && (await answerKept(request, response))) return;
    setNonce(request, response, served);
    if (to === "asset" && answerBuiltFile) {
      if (!(await answerBuiltFile(request, response))) refuse(response, notFound);
      return;
    }
    dropHeaders(request);
    // A page cannot see its own address, and sign-in has to lead back to it.
    request.headers["x-page"] = request.url;
    await handlePage(request, response);
  }

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
    setPageHeaders(response, served);
    const refusal = refusalOf(request, route);
    if (refusal) {
      setNonce(request, response, served);
      refuse(response, refusal);
      return;
    }
    answer(request, response, route.to).catch((error: unknown) => {
      runtime.deps.log.error({ requestId, err: error }, "A page failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

interface Refusal {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

function refuse(response: ServerResponse, { status, headers, body }: Refusal): void {
  response.writeHead(status, headers).end(body);
}

/** Refuses as the API does, because many of these paths were meant for it. */
const refuseAs = (status: 400 | 404, code: string, message: string): Refusal => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ code, message }),
});
const malformed = refuseAs(400, "VALIDATION_FAILED", "The request is malformed.");
const notFound = refuseAs(404, "NOT_FOUND", "Nothing has this path.");

/** The response to a request that Next must not get; undefined when Next may have it. */
function refusalOf(
  { method, url = "", headers }: IncomingMessage,
  route: PageRoute,
): Refusal | undefined {
  if (route.to === "nobody") {
    if (route.status === 308) return { status: 308, headers: { Location: route.location } };
    return route.status === 404 ? notFound : malformed;
  }
  if (method === "GET" || method === "HEAD") {
    return isRouterState(headers["next-router-state-tree"]) ? undefined : malformed;
  }
  // The browser sent the form before the page's script could handle it: show the page again.
  const isForm = headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  if (method === "POST" && isForm) return { status: 303, headers: { Location: url } };
  return { status: 405, headers: { Allow: "GET, HEAD" } };
}

/** Whether Next can parse what the browser's router says that it already shows. */
function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}
