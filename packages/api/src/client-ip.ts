import { isIP } from "node:net";
import { EnvError } from "@sunchak/env";
import ipaddr from "ipaddr.js";
import proxyAddr from "proxy-addr";

/** Headers that proxies, load balancers and CDNs add to the requests that they forward. */
const ofProxies =
  /^(via|forwarded|cdn-loop|(.*-)?client-ip|(cf|fly|fastly|incap|ali-cdn)-.*|x-(forwarded|original|real|remote|cluster|envoy|azure|appengine|vercel|amzn|arr|proxy).*)$/;

/** Whether a request's headers show that a proxy forwarded it. */
export const isForwarded = (headers: Headers): boolean =>
  [...headers.keys()].some((name) => ofProxies.test(name));

/**
 * Finds a client's address. It is the socket's address, unless that is a trusted proxy: then it is
 * the last address in `X-Forwarded-For` that is not a trusted proxy. When an entry is not an
 * address, the proxy that wrote it counts as the client. Returns undefined when the socket's
 * address is unknown.
 * @param trustedProxies addresses, networks, or `loopback`, `linklocal`, `uniquelocal`
 * @param onUnnamedProxy is called for each request that a proxy outside this list forwarded.
 * @throws EnvError when an entry of `trustedProxies` has none of these forms.
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

/** Normalizes an address: no port, no zone, and an IPv4-mapped IPv6 address as plain IPv4. */
function readAddress(entry: string): string | undefined {
  const bare = entry
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^([\d.]+):\d+$/, "$1")
    .replace(/%.*$/, "");
  const version = isIP(bare);
  if (version === 0) return undefined;
  // The library cannot parse every form of IPv6, such as ::1.2.3.4. The URL parser can.
  const plain = version === 6 ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare;
  return ipaddr.process(plain).toString();
}

/**
 * What counts as one client: an IPv4 address, or the /64 network of an IPv6 address, because one
 * household has a whole /64.
 */
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
