import { EnvError } from "@sunchak/env";
import { describe, expect, test } from "vitest";
import { createClientIp, isForwarded, networkOf } from "./client-ip.ts";

/** The client's address, and whether an unknown proxy was reported. */
function find(socket: string | undefined, forwardedFor?: string, proxies = ["10.0.0.0/8"]) {
  let reports = 0;
  const clientIp = createClientIp(proxies, () => reports++);
  const headers = new Headers(
    forwardedFor === undefined ? {} : { "X-Forwarded-For": forwardedFor },
  );
  return { ip: clientIp(socket, headers), reported: reports > 0 };
}

describe("a client's address", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["::1", "::1"],
  ])("of the socket %s is %s", (socket, ip) =>
    expect(find(socket)).toEqual({ ip, reported: false }),
  );

  test("is unknown when the socket's address is unknown", () => {
    expect(find(undefined, "203.0.113.7")).toEqual({ ip: undefined, reported: false });
    expect(find("", "203.0.113.7")).toEqual({ ip: undefined, reported: false });
  });

  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:5678", "203.0.113.7"],
    ["2001:db8::1", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["[2001:db8::1]:443", "2001:db8::1"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["[fe80::1%25eth0]:1", "fe80::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["[::ffff:203.0.113.7]:80", "203.0.113.7"],
    ["64:ff9b::203.0.113.7", "64:ff9b::cb00:7107"],
    ["::1.2.3.4", "::102:304"],
    ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"],
    ["0:0:0:0:0:ffff:203.0.113.7", "203.0.113.7"],
    ["6.6.6.6, 203.0.113.7", "203.0.113.7"],
    ["203.0.113.7, 10.2.2.2", "203.0.113.7"],
    ["203.0.113.7:1, [::ffff:10.2.2.2]:2", "203.0.113.7"],
    [" ,, 203.0.113.7 , ", "203.0.113.7"],
    ["10.3.3.3, 10.2.2.2", "10.3.3.3"],
  ])("forwarded by a trusted proxy as %s is %s", (forwardedFor, ip) =>
    expect(find("10.1.1.1", forwardedFor)).toEqual({ ip, reported: false }),
  );

  test.each([
    "unknown",
    "_hidden",
    "_x:80",
    "",
    ",",
    "1",
    "0x7f.1",
    "203.0.113",
    "203.0.113.256",
    "203.0.113.07",
    "203.0.113.7:",
    "203.0.113.7:x",
    "203.0.113.7/8",
    '"203.0.113.7"',
    "[203.0.113.7",
    "2001:db8::1::2",
    "[2001:db8::1]x",
    "localhost",
    "203.0.113.7, unknown",
    "203.0.113.7, unknown, 10.2.2.2",
    "x".repeat(10_000),
    "1,".repeat(5_000),
  ])(
    "is the trusted proxy's own when the forwarded one is unreadable (case %#)",
    (forwardedFor) => {
      const ip = forwardedFor.endsWith("10.2.2.2") ? "10.2.2.2" : "10.1.1.1";
      expect(find("10.1.1.1", forwardedFor).ip).toBe(ip);
    },
  );

  test("is the socket's, and the proxy is reported, when the proxy is not trusted", () => {
    const reported = true;
    expect(find("192.0.2.1", "203.0.113.7")).toEqual({ ip: "192.0.2.1", reported });
    expect(find("10.1.1.1", "203.0.113.7", [])).toEqual({ ip: "10.1.1.1", reported });
    expect(find("192.0.2.1", "203.0.113.7", ["loopback"])).toEqual({ ip: "192.0.2.1", reported });
    expect(find("::ffff:127.0.0.1", "203.0.113.7", ["loopback"])).toEqual({
      ip: "203.0.113.7",
      reported: false,
    });
  });

  test("needs trusted proxies that are addresses", () => {
    expect(() => createClientIp(["my-proxy"], () => {})).toThrow(EnvError);
  });
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8::ffff:ffff:ffff:ffff", "2001:db8:0:0::/64"],
  ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
  ["::1", "0:0:0:0::/64"],
])("the rate limits count %s as %s", (ip, network) => expect(networkOf(ip)).toBe(network));

test.each([
  "Via",
  "Forwarded",
  "X-Forwarded-For",
  "X-Forwarded-Proto",
  "X-Forwarded",
  "X-Real-IP",
  "X-Client-IP",
  "X-Cluster-Client-IP",
  "True-Client-IP",
  "CF-Connecting-IP",
  "CF-Ray",
  "CDN-Loop",
  "Fly-Client-IP",
  "Fastly-Client-IP",
  "X-Original-Forwarded-For",
  "X-Envoy-External-Address",
  "X-Amzn-Trace-Id",
  "X-Remote-Addr",
  "X-ProxyUser-IP",
])("the header %s shows that a proxy passed the request on", (name) => {
  expect(isForwarded(new Headers({ [name]: "" }))).toBe(true);
});

test("the usual headers of clients show no proxy", () => {
  const names = ["Host", "User-Agent", "Accept", "Authorization", "X-Request-Id", "Connection"];
  const ofPrometheus = "X-Prometheus-Scrape-Timeout-Seconds";
  const ofInngest = ["X-Inngest-Signature", "X-Inngest-Req-Version", "X-Inngest-Server-Kind"];
  const given = [...names, ofPrometheus, ...ofInngest].map((name): [string, string] => [name, "x"]);
  expect(isForwarded(new Headers(given))).toBe(false);
});
