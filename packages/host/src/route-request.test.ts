import { posix } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { routeRequest } from "./route-request.ts";

const route = (target: string, dev = false) => {
  const found = routeRequest(target, dev);
  return found.to === "nobody" ? found.status : found.to;
};

describe("paths that a parser could read as the API's never reach the pages", () => {
  test.each([
    "/api",
    "/api/",
    "/api/health",
    "/api?x=1",
    "/API/health",
    "/%61pi/health",
    "/ap%69",
    "/%41%50%49/health",
    "/api%3f/health",
    "/api%20/health",
    "/api.rsc",
    "/api/health.rsc",
    "/api/health.segments/_tree.segment.rsc",
    "/api/%E0%A4%A",
    "/%61pi/%E0%A4%A",
    "http://localhost/api/health",
    "HTTPS://user:password@localhost:1/api/health",
    "/metrics",
    "/metrics/",
    "/%6detrics",
    "/uploads",
    "/uploads/a.webp",
    "/%75ploads/a.webp",
  ])("%s goes to the API", (target) => {
    expect(route(target)).toBe("api");
    expect(route(target, true)).toBe("api");
  });

  test.each([
    "/./api/health",
    "/x/../api/health",
    "/api/../products",
    "/%2e/api/health",
    "/%2E%2e/api/health",
    "/.%2e/api/health",
    "/x/%2e%2e/api/health",
    "/api;v=1/health",
    "/api%3bv=1/health",
    "/;x/api/health",
    "/x/..;/api/health",
    "/.;/api/health",
    "/en/..//api/health",
    "/_next/../api/health",
    "/_next/static/../../api/health",
    "/metrics/../api/health",
    "/x/..",
    "/.",
    "/\\api/health",
    "/api\\health",
    "/x\\..\\api\\health",
    "/%5capi/health",
    "/%5Capi/health",
    "/api%2fhealth",
    "/x/..%2fapi/health",
    "/x%2F..%2Fapi/health",
    "/%252e/api/health",
    "/%2561pi/health",
    "/%25%36%31pi/health",
    "/%09/api/health",
    "/ap%0ai/health",
    "/ap%7fi/health",
    "/%00/api/health",
    "http://localhost/x/../api/health",
  ])("%s is 404", (target) => {
    expect(route(target)).toBe(404);
    expect(route(target, true)).toBe(404);
  });

  test.each([
    "*",
    "",
    "api/health",
    "localhost:3000",
    "\\api\\health",
    "http:/api/health",
    "http:///api/health",
    "http://%zz/api/health",
    "http:\\\\localhost\\api",
    "http://localhost\\api",
    "ftp://localhost/api",
    "/api/health#x",
    "/#/../api/health",
    "/products/%",
    "/products/%E0%A4%A",
    "/products/%F0%9F",
    "/products/%ED%A0%80",
  ])("%s is refused as an invalid path", (target) => {
    expect(route(target)).toBe(400);
  });
});

test.each([
  ["//api/health?a=//b", "/api/health?a=//b"],
  ["///api///health", "/api/health"],
  ["//evil.example/api/health", "/evil.example/api/health"],
  ["//evil.example", "/evil.example"],
  ["/ko//evil.example//", "/ko/evil.example/"],
  ["http://localhost//evil.example", "/evil.example"],
  ["//", "/"],
])("%s leads to %s", (target, location) => {
  expect(routeRequest(target, false)).toEqual({ to: "nobody", status: 308, location });
});

test.each([
  ["/", "/"],
  ["/products?q=/%2e%2e/%5c\\", "/products?q=/%2e%2e/%5c\\"],
  ["/en/products/x", "/en/products/x"],
  ["/products/%EC%BB%B5", "/products/%EC%BB%B5"],
  ["/apis", "/apis"],
  ["/api-docs", "/api-docs"],
  ["/en/api/health", "/en/api/health"],
  ["/favicon.svg", "/favicon.svg"],
  ["/.well-known/x", "/.well-known/x"],
  ["/...", "/..."],
  ["http://localhost/products?a=b", "/products?a=b"],
  ["http://localhost", "/"],
  ["http://localhost?a=b", "/?a=b"],
])("%s is a page", (target, url) => {
  expect(routeRequest(target, false)).toEqual({ to: "page", url });
});

test("of Next's own paths only built files are served, and all of them in development", () => {
  const built = "/_next/static/chunks/a.js";
  expect(routeRequest(built, false)).toEqual({ to: "asset", url: built });
  for (const own of [
    "/_next/image?url=%2Ffavicon.svg&w=64&q=75",
    "/%5fnext/image",
    "/_next/data/build/products.json",
    "/_next/server/app",
    "/_next",
    "/_NEXT/image",
  ]) {
    expect([own, route(own)]).toEqual([own, 404]);
    expect([own, route(own, true)]).toEqual([own, "page"]);
  }
});

/** Every form that a parser may give a path: applies each step to the result of every other. */
function readingsOf(path: string): Set<string> {
  const orItself = (read: (path: string) => string) => (path: string) => {
    try {
      return read(path);
    } catch {
      return path;
    }
  };
  const steps = [
    orItself(decodeURIComponent),
    orItself((path) => new URL(path, "http://localhost").pathname),
    orItself((path) => new URL(`http://localhost${path}`).pathname),
    (path: string) => path.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent),
    (path: string) => path.replaceAll("\\", "/"),
    (path: string) => path.replace(/\/+/g, "/"),
    (path: string) => path.replace(/;[^/]*/g, ""),
    (path: string) => path.replace(/[\t\n\r]/g, ""),
    posix.normalize,
  ];
  const readings = new Set([path]);
  for (const reading of readings) for (const step of steps) readings.add(step(reading));
  return readings;
}

test("no parser, and no sequence of parsers, reads a page's path as the API's", () => {
  const piece = fc.constantFrom(
    ..."/ // \\ . .. %2e %2E . .. %2f %5C %252e %252F %25 2e %09 %0d%0a %00 %7f ; ;x=/ : @ % é".split(
      " ",
    ),
    ..."api api API %61pi a%70i %2561pi %41PI metrics uploads x en ko _next _next/static .rsc".split(
      " ",
    ),
    ..."http:// http://localhost https://a:b@c:1".split(" "),
  );
  const target = fc.tuple(fc.constantFrom("/", "", "/"), fc.array(piece, { maxLength: 8 }));
  fc.assert(
    fc.property(target, ([start, pieces]) => {
      const found = routeRequest(start + pieces.join(""), false);
      if (found.to !== "page" && found.to !== "asset") return;
      const ofTheApi = /^\/(api|metrics|uploads)(\/|$)/i;
      expect([...readingsOf(found.url)].filter((path) => ofTheApi.test(path))).toEqual([]);
    }),
    { numRuns: 20_000 },
  );
});
