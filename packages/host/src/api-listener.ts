import type { IncomingMessage } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createApiHandler, type RequestInfo, type Runtime } from "@sunchak/api";
import { noteArrival } from "./note-arrival.ts";

/**
 * The API as a listener of Node's HTTP server.
 * @throws EnvError when TRUSTED_PROXIES is not usable.
 */
export function createApiListener(runtime: Runtime) {
  const handleApi = createApiHandler(runtime);
  return getRequestListener(
    (request, { incoming }) => {
      const message = incoming as IncomingMessage;
      const info: RequestInfo = { remoteAddress: message.socket.remoteAddress };
      return noteArrival(runtime, message, info, () => handleApi(request, info));
    },
    {
      overrideGlobalObjects: true,
      hostname: "localhost", // for HTTP/1.0 requests without a Host
      errorHandler: (error) => {
        if (error instanceof Error && error.name === "RequestError") {
          const body = { code: "VALIDATION_FAILED", message: "The request is malformed." };
          return Response.json(body, { status: 400 });
        }
        runtime.deps.log.error({ err: error }, "The API handler failed");
        const body = { code: "INTERNAL", message: "Something went wrong." };
        return Response.json(body, { status: 500 });
      },
    },
  );
}
