import { systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  makeCampaign,
  makePaidEvent,
  makeProduct,
  makeShopper,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";
import { type Customer, signIn } from "./customers.ts";
import { type HostileRequest, hostileRequests, send } from "./hostile-requests.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let deps: TestDeps;
let admin: Customer;
let shopper: Customer;
let ids: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase("postgresql");
  deps = testDeps(database.db, { clock: systemClock });
  const { eventId, orderId } = await makePaidEvent(deps);
  const order = await deps.db.client.order.findUniqueOrThrow({ where: { id: orderId } });
  const adminId = await makeShopper(deps, { role: "owner" });
  [admin, shopper] = (await signIn(deps, [adminId, order.userId], {
    passwordGivenAt: new Date(),
  })) as [Customer, Customer];
  const campaign = await makeCampaign(deps);
  ids = {
    products: await makeProduct(deps),
    coupons: campaign,
    campaigns: campaign,
    orders: orderId,
    exports: eventId,
    shoppers: order.userId,
  };
});
afterAll(() => database.drop());

async function start(app: "storefront" | "admin", configuration = {}): Promise<RunningApp> {
  const running = await startApp(app, { DATABASE_URL: database.url, ...configuration });
  onTestFinished(() => running.stop());
  return running;
}

const describeRequest = ({ method, target, headers }: HostileRequest) =>
  `${method} ${target} ${JSON.stringify(headers)}`;

describe.each(["storefront", "admin"] as const)("the %s's pages", (app) => {
  test("never answer 5xx, whatever a client sends, and log no failure", async () => {
    const { url, printed } = await start(app);
    const { token } = app === "admin" ? admin : shopper;
    const requests = hostileRequests(app, ids, { authorization: `Bearer ${token}` });
    const statuses: Record<number, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: 8, maxLength: 8 }), async (batch) => {
        const answers = await Promise.all(
          batch.map(async (sent) => {
            const { status, headers } = await send(url, sent);
            statuses[status] = (statuses[status] ?? 0) + 1;
            // When Next fetches part of a page, the URL must name the parts that it has. Otherwise
            // Next redirects to such a URL.
            const { location } = headers;
            if (status !== 307 || !location?.includes("_rsc=")) return { sent, status };
            return {
              sent,
              status: (await send(url, { ...sent, target: String(location) })).status,
            };
          }),
        );
        const failed = answers.filter(({ status }) => status >= 500 || status === 0);
        expect(failed.map(({ sent, status }) => [status, describeRequest(sent)])).toEqual([]);
      }),
      { numRuns: 100 },
    );
    // Most of them reached a page.
    expect(statuses[200]).toBeGreaterThan(300);
    expect(
      printed()
        .split("\n")
        .filter((line) => line.includes('"level":"error"')),
    ).toEqual([]);
  });
});

test("a request that matches no page is the client's mistake, in both apps", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const get = { method: "GET", headers: {} };
  for (const app of ["storefront", "admin"] as const) {
    const { url } = await start(app);
    const answerTo = async (target: string, sent: Partial<HostileRequest>) => {
      const { status, headers } = await send(url, { ...get, target, ...sent });
      return [status, headers.location ?? headers.allow];
    };
    const allow = "GET, HEAD";
    expect(await answerTo("/sign-in?next=/cart", { method: "POST", headers: form })).toEqual([
      303,
      "/sign-in?next=/cart",
    ]);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
      for (const target of ["/sign-in", "/favicon.svg", "/_next/static/x.js"]) {
        expect([method, ...(await answerTo(target, { method }))]).toEqual([method, 405, allow]);
      }
    }
    const action = { "next-action": "0".repeat(42) };
    expect(await answerTo("/sign-in", { method: "POST", headers: action })).toEqual([405, allow]);
    const tree = { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" };
    expect((await answerTo("/sign-in", { headers: tree }))[0]).toBe(400);
    const conditions = { range: "bytes=999999-", "if-match": "x", "if-unmodified-since": "x" };
    expect(await answerTo("/favicon.svg", { headers: conditions })).toEqual([200, undefined]);
    for (const target of ["/_next/image?url=%2Ffavicon.svg&w=64&q=75", "/_next/data/x/y.json"]) {
      expect([target, ...(await answerTo(target, {}))]).toEqual([target, 404, undefined]);
    }
    expect(await answerTo("//evil.example", {})).toEqual([308, "/evil.example"]);
    expect((await answerTo("/products/%E0%A4%A", {}))[0]).toBe(400);
    const unknown = await fetch(`${url}/api/v1/products/a%2Fb`);
    expect([unknown.status, await unknown.json()]).toEqual([
      404,
      { code: "NOT_FOUND", message: expect.any(String) },
    ]);
  }
});

test("a request for an upgrade is answered like any other, and its connection is closed", async () => {
  const { url } = await start("storefront");
  const headers = { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
  for (const [target, status] of [
    ["/", 200],
    ["/nothing", 404],
    ["/api/health", 200],
    ["/_next/webpack-hmr", 404],
    ["http://127.0.0.1:1/", 200],
  ] as const) {
    const answer = await send(url, { method: "GET", target, headers });
    expect([target, answer.status]).toEqual([target, status]);
  }
});

describe("other spellings of the API's paths", () => {
  const paths = [
    "/./api/auth/sign-in/email",
    "/x/../api/auth/sign-in/email",
    "/%2e/api/auth/sign-in/email",
    "/%2E%2e/api/auth/sign-in/email",
    "/en/../api/auth/sign-in/email",
    "/_next/../api/auth/sign-in/email",
    "/_next/static/../../api/auth/sign-in/email",
    "/api/../api/auth/sign-in/email",
    "//api/auth/sign-in/email",
    "///api//auth//sign-in/email",
    "/\\api\\auth\\sign-in\\email",
    "/api\\auth/sign-in/email",
    "/%5capi/auth/sign-in/email",
    "/x/..%2fapi/auth/sign-in/email",
    "/api%2fauth%2fsign-in%2femail",
    "/%252e/api/auth/sign-in/email",
    "/%61pi/auth/sign-in/email",
    "/api/%61uth/sign-in/email",
    "/API/auth/sign-in/email",
    "/api;x/auth/sign-in/email",
    "/;/api/auth/sign-in/email",
    "/api/auth/sign-in/email/",
    "/api/auth/sign-in/email.rsc",
    "/api/auth/sign-in/email#x",
    "/ko/api/auth/sign-in/email",
    "/en/api/auth/sign-in/email",
    "http://localhost/api/auth/sign-in/email",
    "http://localhost/x/../api/auth/sign-in/email",
    "http:///api/auth/sign-in/email",
    "//localhost/api/auth/sign-in/email",
    "/_next/data/build/api/auth/sign-in/email.json",
  ];

  test.each(["storefront", "admin"] as const)(
    "never get round the sign-in limit of the %s",
    async (app) => {
      const { url } = await start(app, { RATE_LIMIT: "on" });
      let tries = 0;
      const signInAt = async (target: string) => {
        const body = JSON.stringify({ email: `try-${++tries}@example.com`, password: "a guess" });
        const headers = { "content-type": "application/json", "content-length": `${body.length}` };
        return (await send(url, { method: "POST", target, headers, body })).status;
      };
      for (let i = 0; i < 10; i++) expect(await signInAt("/api/auth/sign-in/email")).toBe(401);
      expect(await signInAt("/api/auth/sign-in/email")).toBe(429);
      for (const path of paths) {
        const status = await signInAt(path);
        expect([path, [308, 400, 404, 405, 429].includes(status) || status]).toEqual([path, true]);
      }
    },
  );
});
