import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  expectInvariants,
  makeCampaign,
  makeProduct,
  startRedis,
  type TestDeps,
  type TestRedis,
  testDeps,
  times,
} from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";
import { type Answer, type Customer, inFlight, makeCustomers, post, tally } from "./customers.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let redis: TestRedis;
let servers: RunningApp[];
let deps: TestDeps;

const serverOf = (index: number) => servers[index % servers.length]?.url as string;

beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase("postgresql"), startRedis()]);
  deps = testDeps(database.db, { clock: systemClock });
  const configuration = { DATABASE_URL: database.url, REDIS_URL: redis.url };
  servers = await Promise.all(times(2, () => startApp("storefront", configuration)));
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await Promise.all([redis.stop(), database.drop()]);
});

/** Retries after a 429 like the web app: soon, and with jitter. */
async function untilAnswered(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await call();
    if (answer.outcome !== "429 COUPON_BUSY") return answer;
    await pause(randomInt(50, 150));
  }
}

test("300 shoppers at two servers get exactly 100 coupons, and everybody gets a final answer", async () => {
  const campaign = await makeCampaign(deps, { totalQuantity: 100 });
  const customers = await makeCustomers(deps, 300);

  const answers = await Promise.all(
    customers.map((customer, index) =>
      untilAnswered(() => post(serverOf(index), customer, `/coupons/${campaign}/issue`)),
    ),
  );

  expect(tally(answers)).toEqual({ 201: 100, "409 COUPON_SOLD_OUT": 200 });
  const issued = await database.db.client.issuedCoupon.findMany({
    where: { campaignId: campaign },
  });
  const told = answers
    .filter(({ status }) => status === 201)
    .map(({ body }) => body.issuedCouponId);
  expect(issued.map(({ id }) => id).sort()).toEqual(told.sort());
  await expectInvariants(deps);
});

test.for([16, 200])(
  "200 buyers, %i at once at two servers, buy exactly the stock of 50",
  async (limit) => {
    const productId = await makeProduct(deps, { stock: 50, price: 10_000 });
    const customers = await makeCustomers(deps, 200, 10_000);
    const buy = async (customer: Customer, index: number) => {
      const body = { lines: [{ productId, quantity: 1 }] };
      const placed = await post(serverOf(index), customer, "/orders", { body });
      if (placed.status !== 201) return placed;
      return post(serverOf(index + 1), customer, `/orders/${placed.body.orderId}/payment`);
    };

    const answers = await inFlight(
      limit,
      customers.map((customer, index) => () => buy(customer, index)),
    );

    expect(tally(answers)).toEqual({ 200: 50, "409 OUT_OF_STOCK": 150 });
    const product = await database.db.client.product.findUniqueOrThrow({
      where: { id: productId },
    });
    expect(product).toMatchObject({ stock: 0, soldQuantity: 50 });
    await expectInvariants(deps);
  },
);

test("an order that one shopper pays at both servers at once is paid once", async () => {
  const productId = await makeProduct(deps, { price: 10_000 });
  const [customer] = (await makeCustomers(deps, 1, 100_000)) as [Customer];
  const body = { lines: [{ productId, quantity: 1 }] };
  const placeAndPay = async (key?: string) => {
    const { body: order } = await post(serverOf(0), customer, "/orders", { body });
    const path = `/orders/${order.orderId}/payment`;
    return Promise.all(times(20, (i) => post(serverOf(i), customer, path, { key })));
  };

  expect(tally(await placeAndPay())).toEqual({ 200: 1, "409 ORDER_NOT_PAYABLE": 19 });

  const repeated = await placeAndPay("one-key");
  expect(tally(repeated)).toEqual({ 200: 20 });
  expect(new Set(repeated.map((answer) => JSON.stringify(answer.body))).size).toBe(1);

  const account = await database.db.client.account.findUniqueOrThrow({
    where: { userId: customer.userId },
  });
  expect(account.balance).toBe(80_000n);
  await expectInvariants(deps);
});

test("a balance that is spent at both servers at once is spent once", async () => {
  const productId = await makeProduct(deps, { price: 10_000 });
  const [customer] = (await makeCustomers(deps, 1, 10_000)) as [Customer];
  const body = { lines: [{ productId, quantity: 1 }] };
  const orders = await Promise.all(
    times(10, () => post(serverOf(0), customer, "/orders", { body })),
  );

  const answers = await Promise.all(
    orders.map(({ body: order }, i) =>
      post(serverOf(i), customer, `/orders/${order.orderId}/payment`),
    ),
  );

  expect(tally(answers)).toEqual({ 200: 1, "402 INSUFFICIENT_BALANCE": 9 });
  await expectInvariants(deps);
});
