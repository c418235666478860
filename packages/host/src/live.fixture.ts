import { once } from "node:events";
import { get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { createRuntime, type Runtime } from "@sunchak/api";
import type { LiveCampaign, LiveProduct } from "@sunchak/core/schema";
import type { Provider } from "@sunchak/db";
import { readEnv } from "@sunchak/env";
import { createTestDatabase } from "@sunchak/testing";
import { createApiListener } from "./api-listener.ts";
import { serve } from "./serve.fixture.ts";

/** An event of either kind; a test looks only at the fields of its own. */
interface LiveEvent {
  event: string;
  data: LiveCampaign & LiveProduct;
}

/** A client of a stream. */
export interface Watching {
  status: number;
  headers: IncomingHttpHeaders;
  /** All that has arrived. */
  text(): string;
  /** The next event. @throws when the stream ends before. */
  next(): Promise<LiveEvent>;
  ended: Promise<unknown>;
  close(): void;
}

/** The API on a server of its own; nothing in it is a stand-in. */
export async function startLiveShop(
  provider: Provider,
  variables: Record<string, string> = {},
): Promise<{
  runtime: Runtime;
  databaseUrl: string;
  port: number;
  watch(path: string, headers?: Record<string, string>): Promise<Watching>;
  stop(): Promise<void>;
}> {
  const database = await createTestDatabase(provider);
  const env = readEnv("storefront", {
    DATABASE_URL: database.url,
    BETTER_AUTH_SECRET: "a secret that is known to tests alone",
    LOG_LEVEL: "silent",
    ...variables,
  });
  const runtime = createRuntime(env);
  const { port, stop } = await serve(createApiListener(runtime));
  return {
    runtime,
    databaseUrl: database.url,
    port,
    async watch(path, headers = {}) {
      const request = get({ port, host: "127.0.0.1", path: `/api/v1${path}`, headers });
      const [response] = (await once(request, "response")) as [IncomingMessage];
      return watchResponse(response);
    },
    async stop() {
      stop();
      await runtime.close();
      await database.drop();
    },
  };
}

function watchResponse(response: IncomingMessage): Watching {
  let text = "";
  let read = 0;
  response.setEncoding("utf8");
  response.on("error", () => {});
  response.on("data", (part: string) => {
    text += part;
  });
  const ended = new Promise((resolve) => response.once("close", resolve));
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: () => text,
    async next() {
      for (;;) {
        const [whole, event, data] = /event: (\w+)\ndata: (.*)\n\n/.exec(text.slice(read)) ?? [];
        if (event !== undefined && data !== undefined) {
          read = text.indexOf(whole ?? "", read) + (whole?.length ?? 0);
          return { event, data: JSON.parse(data) };
        }
        const isOver = await Promise.race([
          once(response, "data").then(() => false),
          ended.then(() => true),
        ]);
        if (isOver) throw new Error(`the stream ended after ${JSON.stringify(text)}`);
      }
    },
    ended,
    close: () => response.destroy(),
  };
}
