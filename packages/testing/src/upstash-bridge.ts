import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "redis";

/** Speaks Upstash's REST protocol in front of a Redis, so that its client can be tested locally. */
export async function startUpstashBridge(
  redisUrl: string,
): Promise<{ url: string; token: string; stop(): Promise<void> }> {
  const redis = createClient({ url: redisUrl, RESP: 2, disableOfflineQueue: true });
  redis.on("error", () => undefined);
  await redis.connect();
  const token = randomUUID();

  const run = async (command: unknown[], encode: (value: unknown) => unknown) => {
    try {
      return { result: encode(await redis.sendCommand(command.map(String))) };
    } catch (error) {
      return { error: (error as Error).message };
    }
  };

  const answer = async (request: IncomingMessage): Promise<[status: number, body: unknown]> => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return [401, { error: "Unauthorized" }];
    const encode = request.headers["upstash-encoding"] === "base64" ? toBase64 : asItIs;
    const chunks = await request.toArray();
    const body = JSON.parse(Buffer.concat(chunks).toString());
    if (request.method === "POST" && request.url === "/") {
      const reply = await run(body, encode);
      return ["error" in reply ? 400 : 200, reply];
    }
    if (request.method === "POST" && request.url === "/pipeline") {
      return [200, await Promise.all(body.map((command: unknown[]) => run(command, encode)))];
    }
    return [404, { error: "Not Found" }];
  };

  const server = createServer((request, response) => {
    answer(request)
      .catch((error: Error): [number, unknown] => [400, { error: error.message }])
      .then(([status, body]) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      redis.destroy();
    },
  };
}

const asItIs = (value: unknown): unknown => value;

/** Upstash leaves the status OK as it is, like numbers and null. */
function toBase64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toBase64);
  if (typeof value !== "string" || value === "OK") return value;
  return Buffer.from(value).toString("base64");
}
