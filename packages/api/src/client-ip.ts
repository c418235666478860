import { isIP } from "node:net";
import { EnvError } from "@sunchak/env";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** What proxies, balancers and content networks add to what they pass on. */
const ofProxies =
  /^(via|forwarded|cdn-loop|(.*-)?client-ip|(cf|fly|fastly|incap|ali-cdn)-.*|x-(forwarded|original|real|remote|cluster|envoy|azure|appengine|vercel|amzn|arr|proxy).*)$/;

/** Whether a request says of itself that somebody passed it on. */
export const isForwarded = (headers: Headers): boolean =>
  [...headers.keys()].some((name) => ofProxies.test(name));

/**
 * Finds a client's address: the socket's, or, when the socket's is one of the trusted proxies,
 * the last in `X-Forwarded-For` that is not. An entry that is no address counts as the proxy that
 * wrote it. Answers undefined where the socket's address is unknown.
 * @param trustedProxies addresses, networks, or `loopback`, `linklocal`, `uniquelocal`
 * @param onUnnamedProxy hears of each request that was passed on by somebody who is none of these.
 * @throws EnvError when one of them is none of these.
 */
export function createClientIp(trustedProxies: string[], onUnnamedProxy: () => void) {
  const trusts = compile(trustedProxies);
  return (remoteAddress: string | undefined, headers: Headers): string | undefined => {
    let ip = readAddress(remoteAddress ?? "");
    if (ip === undefined) return undefined;
    if (!trusts(ip, 0) && isForwarded(headers)) onUnnamedProxy();
    const hops = (headers.get("x-forwarded-for") ?? "").split(",").filter((hop) => hop.trim());
    for (const [distance, hop] of hops.reverse().entries()) {
      const address: string | undefined = trusts(ip, distance) ? readAddress(hop) : undefined;
      if (address === undefined) break;
      ip = address;
    }
    return ip;
  };
}

/** An address as it is written nowhere else: without port and zone, IPv4 as such. */
function readAddress(entry: string): string | undefined {
  const bare = entry
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return undefined;
  // The library does not know all forms of IPv6 that there are, such as ::1.2.3.4; URLs do.
  const plain = version === 6 ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare;
  return ipaddr.process(plain).toString();
}

/** What is one client by its address: of IPv6 the network, since everybody at home has all of a /64. */
export function networkOf(ip: string): string {
  const address = ipaddr.parse(ip);
  if (!(address instanceof ipaddr.IPv6)) return ip;
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
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
