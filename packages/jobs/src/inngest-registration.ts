import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "@sunchak/core";
import type { Running } from "./scheduler.ts";

/** How long to wait after a registration that failed, in milliseconds: doubled each time. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** What a process knows of its functions at Inngest. */
export interface Registration {
  /** `configured`: this process does not register by itself, and nobody has asked it to. */
  state: "not configured" | "configured" | "not registered" | "registered";
  /** When Inngest took the functions last. */
  at: Date | null;
}

/**
 * Registers the functions, as a PUT to the served endpoint does, until Inngest has taken them: it
 * does not look for new ones by itself once an app has been healthy.
 * @param handler the served endpoint; it registers with Inngest and answers what that said.
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
      const answer = await handler(new Request(`${origin}/api/inngest`, { method: "PUT" }));
      const said = await answer.text();
      if (answer.ok) return log.info({ said, origin }, "registered with Inngest");
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
