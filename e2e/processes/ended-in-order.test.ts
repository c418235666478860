import { EventEmitter, once } from "node:events";
import { systemClock } from "@sunchak/core";
import { createLockDriver } from "@sunchak/lock";
import {
  createTestDatabase,
  expectInvariants,
  makeCampaign,
  makeProduct,
  startRedis,
  type TestDeps,
  type TestRedis,
  testDeps,
} from "@sunchak/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningApp, startApp } from "../start-app.ts";
import { type Customer, makeCustomers, post } from "./customers.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let redis: TestRedis;
let deps: TestDeps;

beforeAll(async () => {
  [database, redis] = await Promise.all([createTestDatabase("postgresql"), startRedis()]);
  deps = testDeps(database.db, { clock: systemClock });
});

afterAll(async () => {
  await Promise.all([redis.stop(), database.drop()]);
});

const startStorefront = () =>
  startApp("storefront", { DATABASE_URL: database.url, REDIS_URL: redis.url });

/** A shopper with an order to pay, and a campaign to get a coupon of. */
async function arrange(storefront: RunningApp) {
  const [customer] = (await makeCustomers(deps, 1, 50_000)) as [Customer];
  const lines = [{ productId: await makeProduct(deps, { price: 10_000 }), quantity: 1 }];
  const { body } = await post(storefront.url, customer, "/orders", { body: { lines } });
  const campaignId = await makeCampaign(deps, { totalQuantity: 1 });
  return { customer, campaignId, orderId: body.orderId as string };
}

/** Locks the rows that the payment and the coupon need, until `release` is called. */
async function holdUp({ customer, campaignId }: Awaited<ReturnType<typeof arrange>>) {
  const steps = new EventEmitter();
  const released = once(steps, "release");
  const held = once(steps, "held");
  const holding = deps.db.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE user_id = ${customer.userId} FOR UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM coupon_campaigns WHERE id = ${campaignId} FOR UPDATE`;
    steps.emit("held");
    await released;
  });
  await held;
  return async () => {
    steps.emit("release");
    await holding;
  };
}

/** Waits until this many of the server's statements wait for a row that the test holds. */
const untilWaiting = (count: number) =>
  expect
    .poll(async () => {
      const [row] = await deps.db.client.$queryRaw<{ waiting: number }[]>`
          SELECT count(*)::int AS waiting FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return row?.waiting;
    })
    .toBe(count);

/** Whether the server takes new connections. */
const answers = (url: string) =>
  fetch(`${url}/api/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );

test("on SIGTERM the requests under way are answered and stored, and the process ends with 0", async () => {
  const storefront = await startStorefront();
  const arranged = await arrange(storefront);
  const { customer, campaignId, orderId } = arranged;
  const release = await holdUp(arranged);
  const payment = post(storefront.url, customer, `/orders/${orderId}/payment`);
  const issue = post(storefront.url, customer, `/coupons/${campaignId}/issue`);
  await untilWaiting(2);

  const ended = once(storefront.child, "exit");
  storefront.child.kill("SIGTERM");
  await expect.poll(() => answers(storefront.url)).toBe(false);
  expect(storefront.child.exitCode).toBeNull();
  await release();

  const [paid, issued] = await Promise.all([payment, issue]);
  expect([paid.outcome, issued.outcome]).toEqual(["200", "201"]);
  expect(await ended).toEqual([0, null]);
  const order = await deps.db.client.order.findUniqueOrThrow({ where: { id: orderId } });
  expect(order).toMatchObject({ status: "PAID", orderNumber: paid.body.orderNumber });
  const coupon = await deps.db.client.issuedCoupon.findFirstOrThrow({ where: { campaignId } });
  expect(coupon.id).toBe(issued.body.issuedCouponId);
  const lock = createLockDriver({ kind: "redis", url: redis.url });
  expect(await lock.acquire(`lock:coupon:${campaignId}`, "the next one", 1_000)).toBe(true);
  await lock.close();
  await expectInvariants(deps);
});

test("on SIGTERM live streams end at once, while a payment is still under way", async () => {
  const storefront = await startStorefront();
  const arranged = await arrange(storefront);
  const { customer, campaignId, orderId } = arranged;
  const stream = await fetch(`${storefront.url}/api/v1/coupons/${campaignId}/live`);
  expect(stream.status).toBe(200);
  const release = await holdUp(arranged);
  const payment = post(storefront.url, customer, `/orders/${orderId}/payment`);
  await untilWaiting(1);

  const ended = once(storefront.child, "exit");
  storefront.child.kill("SIGTERM");
  expect(await stream.text()).toContain("event: campaign");
  expect(storefront.child.exitCode).toBeNull();
  await release();
  expect((await payment).outcome).toBe("200");
  expect(await ended).toEqual([0, null]);
});

test("a second signal ends the process at once, and the payment under way is stored whole or not at all", async () => {
  const storefront = await startStorefront();
  const arranged = await arrange(storefront);
  const { customer, orderId } = arranged;
  const release = await holdUp(arranged);
  const payment = post(storefront.url, customer, `/orders/${orderId}/payment`).catch(() => "lost");
  await untilWaiting(1);

  const ended = once(storefront.child, "exit");
  storefront.child.kill("SIGTERM");
  await expect.poll(() => answers(storefront.url)).toBe(false);
  // A terminal and npm both pass on one Ctrl+C, so only a signal a second later counts as another.
  await expect.poll(() => storefront.child.kill("SIGTERM")).toBe(false);
  expect(await ended).toEqual([1, null]);
  expect(await payment).toBe("lost");

  await release();
  // PostgreSQL finishes a statement whose client has gone: it notices only when it answers.
  const order = await deps.db.client.order.findUniqueOrThrow({ where: { id: orderId } });
  expect(["PENDING", "PAID"]).toContain(order.status);
  await expectInvariants(deps);
});
