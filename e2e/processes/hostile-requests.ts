import { readdirSync } from "node:fs";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import * as schemas from "@sunchak/core/schema";
import fc from "fast-check";

export interface HostileRequest {
  method: string;
  /** The request line's target, unchanged: path and query, or a whole URL. */
  target: string;
  headers: Record<string, string>;
  body?: string;
}

export interface HostileAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
}

const agent = new Agent({ keepAlive: true });

/** Sends a request that no browser would send, and reads the whole answer. */
export function send(url: string, sent: HostileRequest): Promise<HostileAnswer> {
  const { method, target: path, headers, body = "" } = sent;
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers, agent });
    asked.once("error", reject);
    asked.once("response", (response) => {
      const { statusCode: status = 0 } = response;
      response.resume().once("end", () => resolve({ status, headers: response.headers }));
      response.once("error", reject);
    });
    asked.end(body);
  });
}

/** The paths of an app's pages as its files name them, such as `/orders/[id]`. */
function pagesOf(app: "storefront" | "admin"): string[] {
  const folder = fileURLToPath(new URL(`../../apps/${app}/src/app/[locale]`, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|[/\\])page\.tsx$/.test(file))
    .map((file) => `/${file}`.replaceAll("\\", "/").replace(/\/page\.tsx$|\/\(\w+\)/g, ""));
}

const notText = ["%00", "%F0%9F", "%ED%A0%80", "%C0%AF", "%FF", "%", "%zz", "%u0041"];
const members = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "then"];
const places = ["//evil.example", "/\\evil.example", "/.//evil.example", "javascript:alert(1)"];
const numbers = ["0", "-1", "1.5", "1e9", "NaN", "9".repeat(30), "2147483648", "0x10"];
const dates = ["0000-01-01", "9999-12-31", "2026-02-30", "275760-09-13", "2026-11-23", "-1"];
const emoji = "%F0%9F%8E%81";
const texts = [
  "",
  "%20",
  "+",
  "a",
  emoji,
  `${"a".repeat(199)}${emoji}`,
  `${"a".repeat(99)}${emoji}`,
  `${"a".repeat(59)}${emoji}`,
  "a".repeat(5_000),
  "%25_%5C",
  "'%22%3Cscript%3E",
  "%E2%80%AE",
];
const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const cursors = [
  ["0000-01-01T00:00:00Z", "x"],
  ["2026-11-22T00:00:00Z", "x"],
  [9_007_199_254_740_991, "x"],
  [1, "x"],
  [null, null],
  {},
].map(cursorOf);
/** Values of every filter, sort and state of both apps, and near misses. */
const words =
  "PAID PENDING DEAD OPEN true false admin user newest priceAsc stockAsc bestSelling all archived low 24h order".split(
    " ",
  );
/** The keys of every list's input, and other names that the pages read from an address. */
const names = [
  ...Object.entries<unknown>(schemas).flatMap(([name, schema]) =>
    name.startsWith("list") && schema instanceof Object && "shape" in schema
      ? Object.keys(Object(schema.shape))
      : [],
  ),
  ..."range entries orders journal recount next product quantity _rsc id locale".split(" "),
  ...["$$typeof", "toJSON", "length", "key", "ref", "q[]", "q.x", "", "%F0%9F", ...members],
];

const value = fc.oneof(
  fc.constantFrom(...texts, ...notText, ...members, ...places, ...numbers, ...dates, ...words),
  fc.constantFrom(...cursors),
  fc.fullUnicodeString({ maxLength: 20 }).map((text) => encodeURIComponent(text.toWellFormed())),
);
const query = fc
  .array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 6 })
  .map((pairs) => (pairs.length > 0 ? `?${pairs.map((pair) => pair.join("=")).join("&")}` : ""));

const segment = fc.oneof(
  value.map((text) => text.replace(/[?#\\]/g, "").slice(0, 300)),
  fc.constantFrom(".", "..", "%2e", "%2E%2e", "%2f", "%5c", "\\", ";x", "", "api", "_next", "ko"),
  fc.constantFrom("static", "image", "data", "x.rsc", ".rsc", "x.segments", "_tree.segment.rsc"),
);
const oddPath = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);

const header = fc.oneof(
  ...Object.entries({
    rsc: ["1", "x", ""],
    "next-router-state-tree": ["%zz", "{", "[]", "%5B%22%22%5D", "null", "x".repeat(3_000)],
    "next-router-prefetch": ["1", "2", "x"],
    "next-router-segment-prefetch": ["/_tree", "/../../x", "%", "/x".repeat(500)],
    "next-url": ["%zz", "//evil.example", "\\"],
    "next-action": ["0".repeat(42), "deadbeef", "%"],
    range: ["bytes=0-1", "bytes=999999-", "bytes=-1", "bytes=zz", "lines=1"],
    "if-range": ["x"],
    "if-match": ["x", "*"],
    "if-none-match": ["x", '"', "*"],
    "if-modified-since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT"],
    "if-unmodified-since": ["x", "Thu, 01 Jan 1970 00:00:00 GMT"],
    host: ["a b", "%zz", "evil.example:99999", "[::1"],
    "x-forwarded-host": ["a b", "%zz", "evil.example, x"],
    "x-forwarded-proto": ["evil", "https,http", "%"],
    "x-forwarded-for": ["unknown", "1.2.3.4:5", "[::1", ","],
    "x-forwarded-port": ["x", "-1"],
    "x-middleware-prefetch": ["1"],
    "x-middleware-subrequest": ["middleware", "src/middleware:".repeat(5)],
    "x-invoke-path": ["/api/health", "%"],
    "x-invoke-status": ["500", "x"],
    "x-invoke-error": ["{", '{"message":"x"}'],
    "x-invoke-query": ["%", "{"],
    "x-invoke-output": ["/api/[...path]", "%"],
    "x-matched-path": ["/api/[...path]", "%", "//"],
    "x-now-route-matches": ["1=a", "%"],
    "x-nextjs-data": ["1"],
    "x-prerender-revalidate": ["x"],
    "x-next-intl-locale": ["xx", "%"],
    "x-page": ["//evil.example", "%", "/.//evil.example"],
    "x-nonce": ["'><script>"],
    "content-security-policy": ["script-src 'nonce-x'", "x\u00e9"],
    "accept-language": ["xx-", "\u00ff\u00fe", "*;q=zz"],
    accept: ["", "text/x-component", "*/*;q=x"],
    "accept-encoding": ["zzz", "gzip;q=x"],
    cookie: ["=", ";;", "sunchak.session_token=%", "__prerender_bypass=x; __next_preview_data=y"],
    authorization: ["Bearer", "Bearer %", "Basic x", "Bearer a.b"],
    "x-request-id": ["%", "x".repeat(3_000)],
    upgrade: ["websocket", "h2c"],
    "content-type": ["multipart/form-data", "application/x-www-form-urlencoded", "x"],
  }).map(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values))),
);

/**
 * Requests that a client may send by mistake or on purpose. Most of them go to existing pages.
 * @param ids ids in the database, by the path segment before them.
 * @param signedIn the headers of somebody who may open the app's pages.
 */
export function hostileRequests(
  app: "storefront" | "admin",
  ids: Record<string, string>,
  signedIn: Record<string, string>,
): fc.Arbitrary<HostileRequest> {
  const page = fc.constantFrom(...pagesOf(app)).chain((path) => {
    const known = path.replace(/([^/]+)\/\[id\]/, (_, list) => `${list}/${ids[list]}`);
    const open = known.replace(/\[.*\]/, "nothing") || "/";
    const given = path.includes("[") ? segment.map((id) => path.replace(/\[.*?\]/, id)) : oddPath;
    return fc.oneof({ weight: 3, arbitrary: fc.constant(open) }, { weight: 1, arbitrary: given });
  });
  const path = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(fc.constantFrom("", "/en"), page).map((parts) => parts.join("")),
    },
    { weight: 1, arbitrary: oddPath },
    { weight: 1, arbitrary: fc.constantFrom("/favicon.svg", "/_next/static/x.js", "/products/x") },
    { weight: 1, arbitrary: fc.constantFrom("*", "x", "http://", "http://a/b", "//a/b", "/#/x") },
  );
  return fc.record({
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant("GET") },
      {
        weight: 1,
        arbitrary: fc.constantFrom("HEAD", "POST", "PUT", "OPTIONS", "TRACE", "SEARCH"),
      },
    ),
    target: fc.tuple(path, query).map(([one, other]) => one + other),
    headers: fc
      .oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(header, { maxLength: 4 }) },
      )
      .map((pairs) => ({ ...signedIn, ...Object.fromEntries(pairs) })),
  });
}
