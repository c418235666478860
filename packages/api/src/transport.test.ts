import { makeCampaign } from "@sunchak/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, apiForTest, ORIGIN, startApi } from "./api.fixture.ts";
import { createApiHandler } from "./handle-api.ts";

let api: Api & { stop(): Promise<void> };
let token: string;
let cookie: string;
beforeAll(async () => {
  api = await startApi({ METRICS_TOKEN: "a token for the scraper" });
  ({ token, cookie } = await api.signUp());
});
afterAll(() => api?.stop());

const charge = "/api/v1/balance/charges";
const body = { amount: 1_000 };

describe("bodies", () => {
  const large = JSON.stringify({ amount: 5_000, filler: "x".repeat(70_000) });
  const json = { "content-type": "application/json" };

  test("over 64 KiB are 413, with a content length or chunked, on every kind of route", async () => {
    const chunked = () => new Blob([large]).stream() as RequestInit["body"];
    for (const path of [charge, "/api/auth/sign-in/email", "/api/trpc/balance.charge"]) {
      for (const raw of [large, chunked()]) {
        const headers = { ...json, ...(raw === large && { "content-length": `${large.length}` }) };
        const answer = await api.post(path, { token, raw, headers });
        expect([path, answer.status, answer.json.code]).toEqual([path, 413, "PAYLOAD_TOO_LARGE"]);
      }
    }
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "application/jsonx",
    "",
  ])("of the type %j are 415", async (type) => {
    const answer = await api.post(charge, {
      token,
      raw: '{"amount":5000}',
      headers: { "content-type": type },
    });
    expect([answer.status, answer.json.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  test("may name their charset", async () => {
    const headers = { "content-type": "Application/JSON; charset=utf-8" };
    const answer = await api.post(charge, { token, raw: '{"amount":1000}', headers });
    expect(answer.status).toBe(200);
  });
});

describe("methods and paths", () => {
  test("a wrong method is 405 with the allowed methods", async () => {
    const answer = await api.call("DELETE", "/api/v1/orders", { token });
    expect([answer.status, answer.json.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(answer.headers.get("allow")).toBe("POST, GET, HEAD");
    expect((await api.get(charge)).status).toBe(405);
    expect((await api.get("/api/auth/sign-in/email")).status).toBe(405);
    expect((await api.post("/api/v1/products/top")).status).toBe(405);
  });

  test.each([
    "/api",
    "/api/",
    "/api/v1",
    "/api/v1/nope",
    "/api/v1/products/",
    "/api/v2/products",
    "/api/%E0%A4%A",
  ])("%s is 404 in the shape of all errors", async (path) => {
    const answer = await api.get(path);
    expect([answer.status, answer.json.code]).toEqual([404, "NOT_FOUND"]);
  });

  test("HEAD answers like GET, without a body", async () => {
    const answer = await api.call("HEAD", "/api/v1/products");
    expect([answer.status, answer.text]).toEqual([200, ""]);
  });
});

describe("who may call", () => {
  test("a call without a session is 401, whatever its body", async () => {
    for (const call of [{ body }, { raw: "{" }, {}]) {
      const answer = await api.post(charge, call);
      expect([answer.status, answer.json.code]).toEqual([401, "UNAUTHENTICATED"]);
      expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("a change from a foreign origin is 403 over REST, tRPC and auth", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      "http://localhost:3001",
      "http://localhost.evil.example:3000",
    ]) {
      for (const path of [charge, "/api/trpc/balance.charge", "/api/auth/sign-out"]) {
        const answer = await api.post(path, { body, headers: { cookie, origin } });
        expect([answer.status, answer.json.code]).toEqual([403, "FORBIDDEN"]);
        // So that a user who opened the shop at another address learns the right one.
        expect(answer.json.details).toEqual({ allowedOrigin: ORIGIN });
      }
    }
  });

  test("a change passes from the shop's own origin, without an origin, and with a bearer token", async () => {
    const allowed: Record<string, string>[] = [
      { cookie, origin: ORIGIN },
      { cookie, origin: "http://127.0.0.1:3000" },
      { cookie },
      { authorization: `Bearer ${token}`, origin: "https://elsewhere.example" },
    ];
    for (const headers of allowed) {
      expect((await api.post(charge, { body, headers })).status).toBe(200);
    }
  });

  test("a bad bearer token from a foreign origin does not fall back to the cookie", async () => {
    const headers = { cookie, origin: "https://evil.example", authorization: "Bearer nonsense" };
    expect((await api.post(charge, { body, headers })).status).toBe(401);
    expect((await api.post("/api/auth/sign-out", { headers })).status).toBe(200);
    expect((await api.get("/api/v1/balance", { headers: { cookie } })).status).toBe(200);
  });
});

describe("headers", () => {
  test.each([
    ["a call", "/api/v1/products"],
    ["a refusal", "/api/v1/balance"],
    ["a path that is none", "/api/nope"],
    ["a wrong method", charge],
    ["a tRPC call", "/api/trpc/session.me"],
    ["a tRPC refusal", "/api/trpc/balance.get"],
    ["a tRPC batch", "/api/trpc/session.me?batch=1&input={}"],
    ["an auth call", "/api/auth/get-session"],
    ["health", "/api/health"],
    ["a script", "/api/docs/scalar.js"],
  ])("of %s protect it, and do not name the server's software", async (_name, path) => {
    const { headers } = await api.get(path);
    const { "x-request-id": id, ...given } = Object.fromEntries(headers);
    expect(id).toMatch(/^[2-9A-Z]{10}$/);
    expect(given).not.toHaveProperty("x-powered-by");
    expect(given).not.toHaveProperty("strict-transport-security");
    expect(given).toMatchObject({
      "cache-control": path.endsWith(".js") ? "public, max-age=86400" : "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "origin-agent-cluster": "?1",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  });

  test("require https where the shop is served over https", async () => {
    const secure = await apiForTest({ STOREFRONT_URL: "https://shop.example" });
    const { headers } = await secure.get("/api/v1/products");
    expect(headers.get("strict-transport-security")).toContain("max-age=");
    const { cookie: secureCookie } = await secure.signUp();
    expect(secureCookie).toMatch(/^__Host-sunchak\.session_token=/);
    expect(
      (await secure.get("/api/v1/balance", { headers: { cookie: secureCookie } })).status,
    ).toBe(200);
  });
});

describe("operation", () => {
  test("health shows each dependency, and is 503 when the database is gone", async () => {
    const healthy = await api.get("/api/health");
    expect(healthy.status).toBe(200);
    expect(healthy.json).toEqual({
      status: "ok",
      dependencies: { database: "up", redis: "not configured", inngest: "not configured" },
      inngestRegisteredAt: null,
      exports: "delivers",
    });
    const { runtime } = await apiForTest({ REDIS_URL: "redis://127.0.0.1:1" });
    const broken = {
      ...runtime,
      deps: { ...runtime.deps, db: { ...runtime.deps.db, client: brokenClient() } },
    };
    const answer = await createApiHandler(broken)(new Request(`${ORIGIN}/api/health`), {
      remoteAddress: undefined,
    });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      dependencies: { database: "down", redis: "down" },
      exports: "unknown",
    });
  });

  test("metrics are shown to this machine or with a token, and are 404 to anyone else", async () => {
    const authorization = "Bearer a token for the scraper";
    const local = await api.get("/metrics", { remoteAddress: "127.0.0.1" });
    expect(local.text).toContain("sunchak_orders_paid_total");
    expect((await api.get("/metrics", { headers: { authorization } })).status).toBe(200);
    expect((await api.get("/metrics")).status).toBe(404);
    expect((await api.get("/metrics", { headers: { authorization: "Bearer wrong" } })).status).toBe(
      404,
    );
    for (const [name, value] of passedOn) {
      const proxied = { remoteAddress: "127.0.0.1", headers: { [name]: value } };
      expect([name, (await api.get("/metrics", proxied)).status]).toEqual([name, 404]);
      const headers = { [name]: value, authorization };
      expect((await api.get("/metrics", { ...proxied, headers })).status).toBe(200);
    }
    const claimed = { headers: { "x-forwarded-for": "127.0.0.1", "x-real-ip": "::1" } };
    expect((await api.get("/metrics", claimed)).status).toBe(404);
  });

  test("the API's documentation loads nothing from elsewhere, and its policy forbids it", async () => {
    const page = await api.get("/api/docs");
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(page.text).not.toContain("://");
    const script = await api.get("/api/docs/scalar.js");
    expect(script.headers.get("content-type")).toContain("javascript");
    expect(script.text.length).toBeGreaterThan(1_000_000);
  });

  test("Inngest is mounted only when configured, and in dev mode answers this machine only", async () => {
    expect((await api.get("/api/inngest")).status).toBe(404);
    const dev = await apiForTest({ INNGEST_DEV: "http://127.0.0.1:1" });
    expect((await dev.get("/api/inngest")).status).toBe(404);
    const headers = { host: "localhost:3000" };
    const own = await dev.get("/api/inngest", { remoteAddress: "127.0.0.1", headers });
    expect(own.status, own.text).toBe(200);
    for (const [name, value] of passedOn) {
      const proxied = { remoteAddress: "127.0.0.1", headers: { ...headers, [name]: value } };
      expect([name, (await dev.get("/api/inngest", proxied)).status]).toEqual([name, 404]);
    }
  });

  test("a foreign page cannot make a browser run the jobs of dev mode", async () => {
    const dev = await apiForTest({ INNGEST_DEV: "http://127.0.0.1:1" });
    const headers = { host: "localhost:3000", origin: "https://evil.example" };
    const call = { remoteAddress: "127.0.0.1", raw: "{}", headers };
    const answer = await dev.post("/api/inngest?fnId=sunchak-rank-products&stepId=step", call);
    expect([answer.status, answer.json.code]).toEqual([403, "FORBIDDEN"]);
  });

  test("an unexpected error is 500 without any detail", async () => {
    const { runtime } = await apiForTest();
    const broken = {
      ...runtime,
      deps: { ...runtime.deps, db: { ...runtime.deps.db, client: brokenClient() } },
    };
    const handle = createApiHandler(broken);
    for (const path of ["/api/v1/coupons", "/api/trpc/coupon.list"]) {
      const answer = await handle(new Request(ORIGIN + path), { remoteAddress: undefined });
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toMatch(/secret|stack|node_modules/);
    }
  });

  test("a busy coupon is 429 with Retry-After, and does not count as a write", async () => {
    const limited = await apiForTest({ RATE_LIMIT: "on" });
    const { token: busy } = await limited.signUp();
    const id = await makeCampaign(limited.runtime.deps);
    await limited.runtime.deps.lock.acquire(`lock:coupon:${id}`, "another", 60_000);
    for (let i = 0; i < 320; i++) {
      const answer = await limited.post(`/api/v1/coupons/${id}/issue`, { token: busy });
      expect(answer.json.code).toBe("COUPON_BUSY");
      if (i === 0) expect(answer.headers.get("retry-after")).toBe("1");
    }
    await limited.runtime.deps.lock.release(`lock:coupon:${id}`, "another");
    expect((await limited.post(`/api/v1/coupons/${id}/issue`, { token: busy })).status).toBe(201);
  });
});

/** Headers that proxies add; one of them is enough. */
const passedOn = [
  ["x-forwarded-for", "127.0.0.1"],
  ["x-forwarded-proto", "https"],
  ["forwarded", "for=127.0.0.1"],
  ["x-real-ip", "127.0.0.1"],
  ["via", "1.1 proxy"],
  ["true-client-ip", "127.0.0.1"],
  ["cf-connecting-ip", "127.0.0.1"],
] as const;

/** A database client on which everything fails, with errors that hold secrets. */
const brokenClient = (): never =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error("secret: SELECT * FROM users");
      },
    },
  ) as never;
