import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

interface Received {
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  /** Every complete request, in order. */
  received: Received[];
  /** The paths of these requests, with their queries. */
  paths: string[];
  close(): Promise<void>;
}

type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** A data platform on this machine: a real HTTP server with the given answers. */
export async function startReceiver(answer: Answer): Promise<Receiver> {
  const received: Received[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      paths.push(request.url ?? "");
      received.push({ headers: request.headers as Record<string, string>, body });
      answer(response, request, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/exports`,
    received,
    paths,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const answering =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end("thanks");
