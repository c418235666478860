import type { Runtime } from "@sunchak/api";
import { isLoopback } from "@sunchak/env";

/**
 * Warns the operator, once at the start, that others can reach the shop over plain http.
 * @param host the address that the server listens on; undefined: every address.
 */
export function warnOfPlainHttp(
  { origin, deps }: Pick<Runtime, "origin" | "deps">,
  host: string | undefined,
): void {
  const { protocol, hostname } = new URL(origin);
  if (protocol === "https:") return;
  if (isLoopback(hostname)) {
    if (host !== undefined && isLoopback(host)) return;
    deps.log.warn(
      { origin },
      "Others on the network reach this app, but its origin is this machine's: they can't sign in, and what they type to do so travels unprotected. Set HOST=127.0.0.1, or the public origin.",
    );
    return;
  }
  deps.log.warn(
    { origin },
    "Sessions are unsafe: over plain http, others on the network can read passwords and sessions and act as anyone who is signed in. Use an https origin for more than trying the shop out.",
  );
}
