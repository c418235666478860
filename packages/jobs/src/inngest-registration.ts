import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@sunchak/core";
import type { Running } from "./scheduler.ts";

/** How long to wait after a failed registration, in milliseconds; doubled each time. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** The state of the functions at Inngest, as far as this process knows. */
export interface Registration {
  /**
   * `configured`: this process does not register by itself, and nobody has asked it to register.
   */
  state: "not configured" | "configured" | "not registered" | "registered";
  /** When Inngest last accepted the functions. */
  at: Date | null;
}

/**
 * Registers the functions, as a PUT to the served endpoint does, until Inngest has accepted them:
 * once an app has been healthy, Inngest does not look for new functions by itself.
 * @param handler the served endpoint; it registers with Inngest and returns Inngest's response.
 * @param origin where Inngest reaches this app.
 */
export function startRegistering(
  handler: (request: Request) => Promise<Response>,
  origin: string,
  log: Logger,
): Running {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function register(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const response = await handler(new Request(`${origin}/api/inngest`, { method: "PUT" }));
      const said = await response.text();
      if (response.ok) return log.info({ said, origin }, "registered with Inngest");
      log.warn({ said, origin }, "Inngest did not take the functions; it is asked again");
      await delay(wait, undefined, { signal }).catch(() => {});
    }
  }
  const registered = register();

  return {
    async stop() {
      stopping.abort();
      await registered;
    },
  };
}
