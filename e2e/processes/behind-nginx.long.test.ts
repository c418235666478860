import { randomUUID } from "node:crypto";
import { systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  expectInvariants,
  makeCampaign,
  startRedis,
  type TestDeps,
  type TestRedis,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";
import { type RunningNginx, startNginx } from "../start-nginx.ts";
import { type Customer, countOf, makeCustomers, post } from "./customers.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let redis: TestRedis;
let servers: [RunningApp, RunningApp];
let nginx: RunningNginx;
let deps: TestDeps;

const portsThat = (answered: string) =>
  new Set(nginx.passed().flatMap(({ path, to }) => (path.includes(answered) ? [to] : [])));

beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase("postgresql"), startRedis()]);
  deps = testDeps(database.db, { clock: systemClock });
  const configuration = {
    DATABASE_URL: database.url,
    REDIS_URL: redis.url,
    TRUSTED_PROXIES: "loopback",
  };
  const start = () => startApp("storefront", configuration);
  servers = await Promise.all([start(), start()]);
  nginx = await startNginx([servers[0].url, servers[1].url]);
});

afterAll(async () => {
  await nginx?.stop();
  await Promise.all(servers.map((server) => server.stop()));
  await Promise.all([redis.stop(), database.drop()]);
});

/** Presses as the storefront's page does. */
async function pressOnPage(campaign: string, { token }: Customer, key: string): Promise<string> {
  const response = await fetch(`${nginx.url}/api/trpc/coupon.issue?campaign=${campaign}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ id: campaign, idempotencyKey: key }),
  });
  if (response.status === 502) return "502";
  const { error } = await response.json();
  return error ? `${response.status} ${error.data.code}` : "issued";
}

async function pressOverRest(campaign: string, customer: Customer): Promise<string> {
  const { status, outcome } = await post(nginx.url, customer, `/coupons/${campaign}/issue`);
  return status === 201 ? "issued" : outcome;
}

/** The campaign's public log. */
async function readLog(campaign: string): Promise<{ door: string; arrivedAt: string }[]> {
  const response = await fetch(`${nginx.url}/api/v1/coupons/${campaign}/log?size=1000`);
  return (await response.json()).items;
}

test("all who press for a coupon stand in one line, in the order of their arrival, and nobody is told to come back", async () => {
  const campaign = await makeCampaign(deps, { totalQuantity: 400 });
  const customers = await makeCustomers(deps, 1_000);

  const outcomes = await Promise.all(
    customers.map((customer, n) =>
      n % 2 === 0
        ? pressOnPage(campaign, customer, randomUUID())
        : pressOverRest(campaign, customer),
    ),
  );

  expect(countOf(outcomes)).toEqual({ issued: 400, "409 COUPON_SOLD_OUT": 600 });
  expect(portsThat(campaign).size).toBe(1);
  const log = await readLog(campaign);
  expect(log).toHaveLength(400);
  expect(new Set(log.map(({ door }) => door)).size).toBe(1);
  const arrivals = log.map(({ arrivedAt }) => arrivedAt);
  expect(arrivals).toEqual(arrivals.toSorted());
  await expectInvariants(deps);
});

test("campaigns, and calls without one, are spread over both processes", async () => {
  const campaigns = await Promise.all(times(20, () => makeCampaign(deps)));
  const [customer] = (await makeCustomers(deps, 1)) as [Customer];
  for (const campaign of campaigns) {
    expect(await pressOnPage(campaign, customer, randomUUID())).toBe("issued");
    await fetch(`${nginx.url}/api/v1/products?campaign=${campaign}`);
  }
  expect(portsThat("/api/trpc/coupon.issue").size).toBe(2);
  expect(portsThat("/api/v1/products").size).toBe(2);
});

test("when the process of a campaign is killed, the other one goes on, and no answer is lost", async () => {
  const campaign = await makeCampaign(deps, { totalQuantity: 200 });
  const customers = await makeCustomers(deps, 400);
  expect(await pressOnPage(campaign, customers[0] as Customer, "first")).toBe("issued");
  const [its] = [...portsThat(campaign)];
  const server = servers.find(({ url }) => its?.endsWith(new URL(url).port)) as RunningApp;

  const pressing = customers.slice(1).map(async (customer) => {
    const key = randomUUID();
    for (;;) {
      const outcome = await pressOnPage(campaign, customer, key);
      if (outcome !== "502" && outcome !== "429 COUPON_BUSY") return { customer, outcome };
    }
  });
  await Promise.race(pressing);
  await server.kill();
  const answers = await Promise.all(pressing);

  const issued = answers.filter(({ outcome }) => outcome === "issued");
  expect(issued).toHaveLength(199);
  const stored = await database.db.client.issuedCoupon.findMany({
    where: { campaignId: campaign },
  });
  const holders = new Set(stored.map(({ userId }) => userId));
  expect(issued.filter(({ customer }) => !holders.has(customer.userId))).toEqual([]);
  expect(portsThat(campaign).size).toBe(2);
  await expectInvariants(deps);
});
