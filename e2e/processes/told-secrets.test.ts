import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  makeCampaign,
  makeProduct,
  startRedis,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { afterEach, beforeEach, expect, inject, onTestFinished, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";

/** A value that is easy to find in any output. It is valid base64, as some secrets must be. */
const marked = (name: string) => `MARKED${name}MARKED`.padEnd(40, "x");
const mark = /MARKED\w+?MARKED|4d41524b4544\w+?4d41524b4544/g;
/** The same for a key that has to be hexadecimal. */
const markedInHex = (name: string) => Buffer.from(marked(name)).toString("hex");

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let deps: TestDeps;

beforeEach(async () => {
  database = await createTestDatabase("postgresql");
  deps = testDeps(database.db, { clock: systemClock });
});
afterEach(() => database.drop());

/** A server on this machine that ends with the test. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Refuses every request, and repeats all of it in the answer. */
const echo: RequestListener = (request, response) => {
  const said = { error: `${request.method} ${request.url} ${JSON.stringify(request.headers)}` };
  response.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify(said));
};

async function start(configuration: Record<string, string>): Promise<RunningApp> {
  const app = await startApp("storefront", {
    BETTER_AUTH_SECRET: marked("auth"),
    METRICS_TOKEN: marked("metrics"),
    LOG_LEVEL: "debug",
    ...configuration,
  });
  onTestFinished(() => app.kill());
  return app;
}

let shoppers = 0;

/** Makes all calls of a shopper, and many wrong ones. Returns who made them. */
async function useEverything({ url }: RunningApp) {
  const email = `${marked("email")}-${++shoppers}@example.com`;
  const password = marked("password");
  const send = (path: string, init: RequestInit & { json?: unknown } = {}) =>
    fetch(url + path, {
      redirect: "manual",
      ...init,
      ...(init.json !== undefined && { method: "POST", body: JSON.stringify(init.json) }),
      headers: { "content-type": "application/json", ...init.headers },
    });
  const entered = await send("/api/auth/sign-up/email", { json: { email, password, name: "봄" } });
  const token = entered.headers.get("set-auth-token") ?? "";
  const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const headers = { authorization: `Bearer ${token}`, cookie };

  await send("/api/v1/balance/charges", { json: { amount: 100_000 }, headers });
  const lines = [{ productId: await makeProduct(deps), quantity: 1 }];
  const order = await send("/api/v1/orders", { json: { lines }, headers });
  const { orderId } = (await order.json()) as { orderId?: string };
  await send(`/api/v1/orders/${orderId}/payment`, { method: "POST", headers });
  const campaignId = await makeCampaign(deps);
  await send(`/api/v1/coupons/${campaignId}/issue`, { method: "POST", headers });

  const query = `?token=${marked("query")}`;
  const id = marked("id");
  for (const path of [
    "/",
    "/products",
    "/sign-in",
    "/balance",
    `/orders/${id}`,
    "/api/v1/balance",
  ]) {
    await send(path + query, { headers });
    await send(path + query, { headers: { authorization: `Bearer ${marked("bearer")}` } });
    await send(path + query, { headers: { cookie: `sunchak.session_token=${marked("cookie")}` } });
    await send(path + query, { headers: { rsc: "1", "next-router-state-tree": marked("tree") } });
    await send(path, { headers, json: { secret: marked("body") } });
    await send(path, { headers: { "next-action": marked("action") }, json: [] });
  }
  await send(`/api/auth/sign-in/email`, { json: { email, password: marked("guess") } });
  await send(`/api/auth/sign-in/email`, { json: { email: marked("nobody"), [marked("key")]: 1 } });
  await send(`/api/trpc/order.pay`, { headers, json: { id, idempotencyKey: marked("key") } });
  await send("/metrics", { headers: { authorization: `Bearer ${marked("metrics")}` } });
  await send("/api/inngest", { method: "PUT" });
  const signature = `t=1&s=${marked("signature")}`;
  const step = `/api/inngest?fnId=sunchak-rank-products&stepId=${marked("step")}`;
  await send(step, { headers: { "x-inngest-signature": signature }, json: { event: marked("e") } });
  await send("/api/health");
  return { token, cookie: cookie.split("=")[1] ?? "" };
}

/** The lines of a log. All are JSON, except the one that says where the app listens. */
function linesOf(app: RunningApp): Record<string, unknown>[] {
  const lines = app.printed().trim().split("\n");
  const others = lines.filter((line) => !line.startsWith("{"));
  expect(others).toEqual([`Storefront: ${app.url}`]);
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
}

/** Ends the app and expects neither marked values nor the session in its output. */
async function expectNothingTold(app: RunningApp, session: { token: string; cookie: string }) {
  await app.stop();
  expect(linesOf(app).length).toBeGreaterThan(10);
  expect(new Set(app.printed().match(mark))).toEqual(new Set());
  for (const value of Object.values(session)) {
    if (value !== "") expect(app.printed()).not.toContain(value.split(".")[0]);
  }
}

/** Waits until the log has this text. Inngest's SDK tries for some seconds before it gives up. */
const logged = (app: RunningApp, text: string) =>
  expect.poll(() => linesOf(app).some((line) => JSON.stringify(line).includes(text))).toBe(true);

test("no output holds a secret when the database refuses the password", async () => {
  const url = new URL(inject("postgresqlUrl"));
  url.password = marked("database");
  const app = await start({ DATABASE_URL: url.href });
  const session = await useEverything(app);
  await logged(app, "password authentication failed");
  // In the form that the page shows.
  await logged(app, '"digest":"');
  await expectNothingTold(app, session);
});

test("no output holds a secret when Redis refuses the password and the receiver repeats what it gets", async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  await redis.command("CONFIG", "SET", "requirepass", "another");
  const receiver = await serve(echo);
  const app = await start({
    DATABASE_URL: database.url,
    REDIS_URL: `redis://:${marked("redis")}@127.0.0.1:${redis.port}`,
    DATA_PLATFORM_URL: `http://${receiver}/${marked("path")}?key=${marked("search")}`,
    DATA_PLATFORM_SECRET: `whsec_${marked("signing")}`,
  });
  const session = await useEverything(app);
  await logged(app, "issuing a coupon without its lock");
  await logged(app, "the data platform did not take an event");
  await expectNothingTold(app, session);
});

test("no output holds a secret when Upstash and Inngest refuse everything and repeat what they get", async () => {
  const [upstash, inngest] = [await serve(echo), await serve(echo)];
  const app = await start({
    DATABASE_URL: database.url,
    UPSTASH_REDIS_REST_URL: `http://${upstash}/${marked("path")}`,
    UPSTASH_REDIS_REST_TOKEN: marked("upstash"),
    INNGEST_EVENT_KEY: marked("event"),
    INNGEST_SIGNING_KEY: markedInHex("inngest"),
    INNGEST_BASE_URL: `http://${inngest}/${marked("base")}`,
  });
  const session = await useEverything(app);
  await logged(app, "issuing a coupon without its lock");
  await logged(app, "Inngest was not woken");
  await logged(app, "the Inngest SDK reports");
  await expectNothingTold(app, session);
});

test("no output holds a secret when the configuration is not usable", () => {
  const bundle = fileURLToPath(new URL("../../apps/storefront/dist/server.js", import.meta.url));
  const secret = marked("auth");
  const bad: Record<string, string>[] = [
    {
      DATABASE_URL: `mysql://shop:${marked("database")}@localhost/shop`,
      REDIS_URL: `http://:${marked("redis")}@localhost`,
      UPSTASH_REDIS_REST_URL: `upstash://${marked("upstash")}`,
      INNGEST_BASE_URL: marked("base"),
      DATA_PLATFORM_URL: `ftp://user:${marked("receiver")}@localhost`,
      DATA_PLATFORM_SECRET: `${marked("signing")}!`,
      BETTER_AUTH_SECRET: marked("auth").slice(0, 20),
      STOREFRONT_URL: marked("origin"),
      RANKING_CRON: marked("cron"),
    },
    { BETTER_AUTH_SECRET: secret, TRUSTED_PROXIES: marked("proxy") },
    {
      BETTER_AUTH_SECRET: secret,
      UPSTASH_REDIS_REST_URL: `https://user:${marked("upstash")}@localhost`,
      UPSTASH_REDIS_REST_TOKEN: marked("token"),
      INNGEST_BASE_URL: `https://user:${marked("base")}@localhost`,
      DATA_PLATFORM_URL: `https://user:${marked("receiver")}@localhost`,
      DATA_PLATFORM_SECRET: `whsec_${marked("signing")}`,
    },
    { BETTER_AUTH_SECRET: secret, UPSTASH_REDIS_REST_TOKEN: marked("upstash") },
    { BETTER_AUTH_SECRET: secret, INNGEST_SIGNING_KEY: marked("inngest") },
    { BETTER_AUTH_SECRET: secret, DATA_PLATFORM_SECRET: `whsec_${marked("signing")}` },
  ];
  for (const configuration of bad) {
    const env = { PATH: process.env.PATH, NODE_ENV: "production", PORT: "0", ...configuration };
    const ended = spawnSync(process.execPath, [bundle], { env, encoding: "utf8", timeout: 60_000 });
    expect([configuration, ended.status, ended.stderr]).toEqual([
      configuration,
      1,
      expect.stringMatching(/^The configuration is not usable\.\n {2}[A-Z_]+/),
    ]);
    expect(ended.stdout + ended.stderr).not.toMatch(mark);
  }
});
