import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import type { ExportBody } from "@sunchak/core";

export interface DataPlatform {
  /** The configuration with which an app sends its orders here. */
  configuration: { DATA_PLATFORM_URL: string; DATA_PLATFORM_SECRET: string };
  /** All that it received, in order, including what it refused. */
  received: ExportBody[];
  /** Sets the status of all later answers. */
  answerWith(status: number): void;
  close(): void;
}

/** A receiver of exports on this machine. */
export async function startDataPlatform(): Promise<DataPlatform> {
  const received: ExportBody[] = [];
  let status = 200;
  const server = createServer(async (request, response) => {
    received.push(await new Response(Readable.toWeb(request) as ReadableStream).json());
    response.writeHead(status).end(status === 200 ? "" : "The warehouse is being rebuilt.");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    configuration: {
      DATA_PLATFORM_URL: `http://127.0.0.1:${port}/orders`,
      DATA_PLATFORM_SECRET: "whsec_c3VuY2hhay1qb3VybmV5cy1zaWduaW5nLXNlY3JldA==",
    },
    received,
    answerWith: (code) => {
      status = code;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
