import type { Server, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Runtime } from "@sunchak/api";

/** How long requests under way may take; a transaction takes 10 s at most. */
const DRAIN_MS = 12_000;

/** When the process ends whatever it is still doing; `npm start` and most hosts wait a little longer. */
const LIMIT_MS = 18_000;

/** A terminal and npm both pass one Ctrl+C on: what comes that soon is the same signal. */
const SAME_SIGNAL_MS = 1_000;

/** How often connections are looked at whose answer had begun before the end did. */
const IDLE_CHECK_MS = 200;

interface Ending {
  server: Server;
  runtime: Runtime;
  /** Ends the jobs that run beside the requests. */
  stopJobs(): Promise<void>;
  drainMs?: number;
}

/**
 * Ends the process in good order at SIGTERM or SIGINT: it takes no new connections and is no longer
 * ready, answers what is under way and finishes the jobs at the same time, gives up its connections
 * (locks have then been released), and exits with 0 within {@link LIMIT_MS}. A second signal ends it
 * at once. Call it before other listeners are added, so that they see what it does to a response.
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

/** Takes no new connections, and waits that long at most for the requests under way. */
async function drain(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  await Promise.race([closed, delay(drainMs, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
}
