import type { Server, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Runtime } from "@sunchak/api";

/** How long requests under way may take; a transaction takes 10 s at most. */
const DRAIN_MS = 12_000;

/** After this the process ends in any case; `npm start` and most hosts wait a little longer. */
const LIMIT_MS = 18_000;

/** The terminal and npm both forward one Ctrl+C: a second signal this soon is the same one. */
const SAME_SIGNAL_MS = 1_000;

/** How often to close idle connections whose response had begun before the shutdown did. */
const IDLE_CHECK_MS = 200;

interface Ending {
  server: Server;
  runtime: Runtime;
  /** Ends the jobs that run beside the requests. */
  stopJobs(): Promise<void>;
  drainMs?: number;
}

/**
 * Shuts the process down on SIGTERM or SIGINT. The process takes no new connections and is no
 * longer ready. It ends its live streams, answers the requests under way, and finishes the jobs at
 * the same time. Then it closes its connections (locks have been released by then). Within
 * {@link LIMIT_MS} it exits with 0. A second signal ends it at once. Call this before adding other
 * request listeners, because it sets a response header before they answer.
 */
export function endInOrder({ server, runtime, stopJobs, drainMs = DRAIN_MS }: Ending): void {
  const { log } = runtime.deps;
  const underWay = new Set<ServerResponse>();
  server.on("request", (_, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
    if (runtime.stopping) response.setHeader("Connection", "close");
  });

  let since: number | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (since !== undefined) {
      if (performance.now() - since < SAME_SIGNAL_MS) return;
      log.warn({ signal, underWay: underWay.size }, "Told to end again: ending at once");
      process.exit(1);
    }
    since = performance.now();
    log.info({ signal, underWay: underWay.size }, "Told to end: finishing what is under way");
    setTimeout(() => {
      log.error({ underWay: underWay.size }, "Ending with something unfinished");
      process.exit(1);
    }, LIMIT_MS).unref();

    runtime.stopping = true;
    runtime.live.end();
    for (const response of underWay) {
      if (!response.headersSent) response.setHeader("Connection", "close");
    }
    await Promise.all([drain(server, drainMs), stopJobs()]);
    await runtime.close();
    log.info({ ms: Math.round(performance.now() - since) }, "Ended in order");
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

/** Takes no new connections, and waits at most `drainMs` for the requests under way. */
async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await Promise.race([closed, delay(drainMs, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
}
