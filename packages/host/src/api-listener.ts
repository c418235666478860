import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createApiHandler, type RequestInfo, type Runtime } from "@sunchak/api";
import { noteArrival } from "./note-arrival.ts";
import { sendStream } from "./send-stream.ts";

/**
 * The API as a listener of Node's HTTP server.
 * @throws EnvError when TRUSTED_PROXIES is not usable.
 */
export function createApiListener(runtime: Runtime) {
  const handleApi = createApiHandler(runtime);
  const { droppedStreams } = runtime.meters;
  return getRequestListener(
    async (request, { incoming, outgoing }) => {
      const message = incoming as IncomingMessage;
      const { remoteAddress } = message.socket;
      const info: RequestInfo = { remoteAddress, keepsStreams: true };
      const answer = await noteArrival(runtime, message, info, () => handleApi(request, info));
      if (!info.stream) return answer;
      sendStream(info.stream, answer, outgoing as ServerResponse, () => droppedStreams.inc());
      return RESPONSE_ALREADY_SENT;
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
