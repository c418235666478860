import { EnvError } from "@sunchak/env";
import proxyAddr from "proxy-addr";

/**
 * Finds a client's address: the socket's, or, when the socket's is one of the trusted proxies,
 * the last in `X-Forwarded-For` that is not.
 * @param trustedProxies addresses, networks, or `loopback`, `linklocal`, `uniquelocal`
 * @throws EnvError when one of them is none of these.
 */
export function createClientIp(trustedProxies: string[]) {
  const trusts = compile(trustedProxies);
  return (remoteAddress: string | undefined, forwardedFor: string | null): string | undefined => {
    if (remoteAddress === undefined) return undefined;
    const hops = (forwardedFor ?? "")
      .split(",")
      .map((hop) => hop.trim())
      .filter((hop) => hop !== "")
      .reverse();
    let ip = remoteAddress;
    for (const [distance, hop] of hops.entries()) {
      if (!isTrusted(ip, distance)) break;
      ip = hop;
    }
    // An IPv4 client of a socket that listens on both kinds.
    return ip.replace(/^::ffff:(?=\d+\.)/, "");

    function isTrusted(address: string, distance: number): boolean {
      try {
        return trusts(address, distance);
      } catch {
        return false; // no address at all
      }
    }
  };
}

function compile(trustedProxies: string[]) {
  try {
    return proxyAddr.compile(trustedProxies);
  } catch {
    throw new EnvError(
      "The configuration is not usable.\n  TRUSTED_PROXIES: must be addresses or networks such as 10.0.0.0/8, with commas between",
    );
  }
}
