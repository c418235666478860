import type { Runtime } from "@sunchak/api";

const thisMachine = /^(localhost|(.+\.)localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Tells the operator, once at the start, that the shop is open to others over plain http. */
export function warnOfPlainHttp({ origin, deps }: Pick<Runtime, "origin" | "deps">): void {
  const { protocol, hostname } = new URL(origin);
  if (protocol === "https:" || thisMachine.test(hostname)) return;
  deps.log.warn(
    { origin },
    "Sessions are unsafe: over plain http, others on the network can read passwords and sessions and act as anyone who is signed in. Use an https origin for more than trying the shop out.",
  );
}
