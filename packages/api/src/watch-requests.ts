import { matchedRoutes } from "hono/route";
import { customAlphabet } from "nanoid";
import type { ApiContext } from "./respond.ts";
import type { Runtime } from "./runtime.ts";

/** Without what is mistaken for something else when it is read out. */
const makeReference = customAlphabet("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10);

/** An id for a request, such as `7KQ29XMPT4`, short enough for a shopper to pass on. */
export const newReference = () => makeReference();

/** An id as proxies and clients make them; whatever else is sent as one is not kept. */
const isId = /^[\w.:=+/-]{1,64}$/;

/** Refusals that a page answers by itself, too many in a rush to be told of each. */
const routine = ["COUPON_BUSY"];

/**
 * Counts and times every request, and logs the refused ones with the id that their answer carries
 * in X-Request-Id, beside the one that its client gave it. Neither tells what was asked for or by whom.
 * @param procedures names of the app's procedures.
 */
export function watchRequests({ deps, meters }: Runtime, procedures: string[]) {
  const known = new Set(procedures);
  return async (c: ApiContext, next: () => Promise<void>): Promise<void> => {
    const since = performance.now();
    const codes: string[] = [];
    c.set("codes", codes);
    await next();
    const ms = performance.now() - since;
    const { method, path } = c.req;
    const { status } = c.res;
    const route = routeOf(c, known);
    meters.requests.observe({ method, route, status }, ms / 1000);
    if (codes.length === 0) return;
    for (const code of codes) meters.refusals.inc({ code });
    if (codes.every((code) => routine.includes(code))) return;
    const clientRequestId = c.req.header("x-request-id");
    const fields = {
      requestId: c.get("requestId"),
      ...(clientRequestId && isId.test(clientRequestId) && { clientRequestId }),
      method,
      path,
      status,
      codes,
      ms: Math.round(ms),
    };
    if (status < 500) deps.log.info(fields, "A call was refused");
    else deps.log.error(fields, "A call failed");
  };
}

/** The template of the route that answers, such as /api/v1/products/:id; of tRPC, the procedure. */
function routeOf(c: ApiContext, procedures: Set<string>): string {
  const route = matchedRoutes(c).find(({ path }) => path !== "/*")?.path ?? "none";
  if (route !== "/api/trpc/*") return route;
  const name = c.req.path.slice("/api/trpc/".length);
  return procedures.has(name)
    ? `/api/trpc/${name}`
    : `/api/trpc/${name.includes(",") ? "batch" : "none"}`;
}
