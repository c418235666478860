import type { Hono } from "hono";
import { networkOf } from "../client-ip.ts";
import type { ApiContext, ApiEnv } from "../respond.ts";
import { refuseMethod, refuseUnknown } from "../rest/rest.ts";
import type { Runtime } from "../runtime.ts";
import { tooManyStreams } from "./live-feed.ts";
import { liveKinds, liveStreams } from "./live-streams.ts";

const headers = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store",
  // nginx would hold events back.
  "X-Accel-Buffering": "no",
};

/**
 * Mounts the live streams. The answer has their headers alone: the host takes the stream over, and
 * sends it to the connection itself. A host that keeps no connections answers TOO_MANY_STREAMS.
 */
export function mountLive(
  app: Hono<ApiEnv>,
  runtime: Runtime,
  clientIpOf: (c: ApiContext) => string | undefined,
): void {
  for (const kind of liveKinds) {
    const path = `/api/v1${liveStreams[kind].path.replace("{id}", ":id")}`;
    app.get(path, async (c) => {
      refuseUnknown(Object.keys(c.req.query()), []);
      if (!c.env.keepsStreams) {
        throw tooManyStreams("This host keeps no streams open. Read it from time to time instead.");
      }
      const ip = clientIpOf(c);
      const stream = await runtime.live.open(kind, c.req.param("id") ?? "", ip && networkOf(ip));
      if (c.req.method === "GET") c.env.stream = stream;
      else stream.close();
      return c.body(null, 200, headers);
    });
    app.all(path, (c) => refuseMethod(c, runtime, ["GET", "HEAD"]));
  }
}
