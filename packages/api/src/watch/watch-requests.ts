import { matchedRoutes } from "hono/route";
import { customAlphabet } from "nanoid";
import type { ApiContext } from "../respond.ts";
import type { Runtime } from "../runtime.ts";

/** Without characters that people mistake for others when they read an id out. */
const makeReference = customAlphabet("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 10);

/** An id for a request, such as `7KQ29XMPT4`, short enough for a shopper to pass on. */
export const newReference = () => makeReference();

/** The form of ids that proxies and clients make; anything else is not logged. */
const isId = /^[\w.:=+/-]{1,64}$/;

/** Refusals that a page handles by itself; a rush makes too many of them to log each. */
const routine = ["COUPON_BUSY", "TOO_MANY_STREAMS"];

/**
 * Counts and times every request. It logs each refused one with two ids: the one in the response's
 * X-Request-Id, and the one that the client sent. Neither tells what was asked for or by whom.
 * @param procedures names of the app's procedures.
 */
export function watchRequests({ deps, meters }: Runtime, procedures: string[]) {
  const known = new Set(procedures);
  return (c: ApiContext, ms: number): void => {
    const codes = c.get("codes");
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

/** The template of the matching route, such as /api/v1/products/:id; for tRPC, the procedure. */
function routeOf(c: ApiContext, procedures: Set<string>): string {
  const route = matchedRoutes(c).find(({ path }) => path !== "/*")?.path ?? "none";
  if (route !== "/api/trpc/*") return route;
  const name = c.req.path.slice("/api/trpc/".length);
  return procedures.has(name)
    ? `/api/trpc/${name}`
    : `/api/trpc/${name.includes(",") ? "batch" : "none"}`;
}
