import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sweepExports, systemClock } from "@sunchak/core";
import {
  createTestDatabase,
  expectInvariants,
  makeCampaign,
  makeProduct,
  startRedis,
  type TestDeps,
  testDeps,
  times,
} from "@sunchak/testing";
import { createClient } from "redis";
import { expect, test } from "vitest";
import { type DataPlatform, startDataPlatform } from "../data-platform.ts";
import { type RunningApp, startApp } from "../start-app.ts";
import { type Answer, type Customer, makeCustomers, post } from "./customers.ts";

const ROUNDS = process.env.TEST_LONG ? 20 : 3;
const LOCK_TTL_MS = 15_000;
const CHARGE = 30_000;

/** What the servers confirmed. */
interface Promises {
  charges: { userId: string; amount: number }[];
  coupons: { userId: string; issuedCouponId: string }[];
  payments: { orderId: string; orderNumber: string; total: number }[];
}

/** The storefront processes, one of which may be dead at any time. */
class Fleet {
  readonly #start: () => Promise<RunningApp>;
  readonly #servers: Promise<RunningApp>[];

  constructor(size: number, start: () => Promise<RunningApp>) {
    this.#start = start;
    this.#servers = times(size, start);
  }

  /** If this process is dead, waits until it is back. */
  async urlOf(index: number): Promise<string> {
    return (await (this.#servers[index % this.#servers.length] as Promise<RunningApp>)).url;
  }

  async killOne(): Promise<void> {
    const index = randomInt(this.#servers.length);
    const server = await (this.#servers[index] as Promise<RunningApp>);
    this.#servers[index] = server.kill().then(this.#start);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(async (server) => (await server).stop()));
  }
}

/**
 * Tops up, gets a coupon, orders and pays, again and again until it is stopped. A call that a dying
 * server did not answer is repeated with the same key, until a server answers.
 */
async function goShopping(
  fleet: Fleet,
  customer: Customer,
  shelf: { productIds: string[]; campaignIds: string[] },
  promised: Promises,
  stopped: AbortSignal,
): Promise<void> {
  const { userId } = customer;
  let turn = randomInt(1_000);
  const answerTo = async (path: string, body?: unknown): Promise<Answer> => {
    const key = path.endsWith("/issue") ? undefined : randomUUID();
    for (;;) {
      try {
        const answer = await post(await fleet.urlOf(turn++), customer, path, { body, key });
        expect(answer.status, answer.outcome).toBeLessThan(500);
        if (answer.outcome !== "429 COUPON_BUSY") return answer;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      await pause(randomInt(5, 50));
    }
  };

  for (const campaignId of shelf.campaignIds) {
    if (stopped.aborted) return;
    const issued = await answerTo(`/coupons/${campaignId}/issue`);
    const { issuedCouponId } = issued.body;
    if (issued.status === 201) promised.coupons.push({ userId, issuedCouponId });

    const charged = await answerTo("/balance/charges", { amount: CHARGE });
    if (charged.status === 200) promised.charges.push({ userId, amount: CHARGE });

    const productId = shelf.productIds[randomInt(shelf.productIds.length)];
    const placed = await answerTo("/orders", {
      lines: [{ productId, quantity: randomInt(1, 3) }],
      ...(issuedCouponId ? { issuedCouponId } : {}),
    });
    if (placed.status !== 201) continue;
    const paid = await answerTo(`/orders/${placed.body.orderId}/payment`);
    if (paid.status === 200) promised.payments.push(paid.body);
  }
}

/** Every lock that a killed process left in Redis soon expires. */
async function expectLocksToLapse(redisUrl: string): Promise<void> {
  const redis = createClient({ url: redisUrl });
  await redis.connect();
  for (const key of await redis.keys("lock:*")) {
    const left = await redis.pTTL(key);
    if (left === -2) continue; // expired in between
    expect(left, key).toBeGreaterThan(0);
    expect(left, key).toBeLessThanOrEqual(LOCK_TTL_MS);
  }
  redis.destroy();
}

/** Everything that was confirmed is in the tables. */
async function expectPromisesKept(deps: TestDeps, promised: Promises): Promise<void> {
  const { client } = deps.db;
  const charged = new Map<string, number>();
  for (const { userId, amount } of promised.charges) {
    charged.set(userId, (charged.get(userId) ?? 0) + amount);
  }
  const entries = await client.ledgerEntry.groupBy({
    by: ["userId"],
    where: { kind: "CHARGE" },
    _sum: { amount: true },
  });
  // Every top-up was repeated under its key until it was answered. So the tables hold no
  // unconfirmed top-up.
  expect(new Map(entries.map(({ userId, _sum }) => [userId, Number(_sum.amount)]))).toEqual(
    charged,
  );

  const coupons = await client.issuedCoupon.findMany({ select: { id: true, userId: true } });
  const holders = new Map(coupons.map(({ id, userId }) => [id, userId]));
  for (const { issuedCouponId, userId } of promised.coupons) {
    expect(holders.get(issuedCouponId)).toBe(userId);
  }

  const orders = await client.order.findMany({ where: { status: "PAID" } });
  const paid = new Map(orders.map(({ id, orderNumber, total }) => [id, { orderNumber, total }]));
  for (const { orderId, orderNumber, total } of promised.payments) {
    expect(paid.get(orderId)).toEqual({ orderNumber, total: BigInt(total) });
  }
  expect(paid.size).toBe(promised.payments.length);
}

/** Every paid order has reached the data platform, always under one event id. */
async function expectAllExported(deps: TestDeps, platform: DataPlatform): Promise<void> {
  // By now every lease of a killed worker has expired, and every postponed try is due.
  const later = new Date(Date.now() + 2 * 3_600_000);
  const destination = platform.configuration.DATA_PLATFORM_URL;
  const dataPlatform = { ...deps.dataPlatform, destination };
  await sweepExports({ ...deps, dataPlatform, clock: { now: () => later } });
  const eventIds = new Map<string, Set<string>>();
  for (const { id, data } of [...platform.received, ...deps.delivered]) {
    eventIds.set(data.orderId, (eventIds.get(data.orderId) ?? new Set()).add(id));
  }
  const paid = await deps.db.client.order.findMany({
    where: { status: "PAID" },
    select: { id: true },
  });
  const unexported = paid.filter(({ id }) => eventIds.get(id)?.size !== 1);
  expect(unexported).toEqual([]);
}

test.for([
  { provider: "sqlite", size: 1 },
  { provider: "postgresql", size: 2 },
] as const)(
  `${ROUNDS} kills of a storefront on $provider lose nothing that was promised`,
  async ({ provider, size }) => {
    const database = await createTestDatabase(provider);
    const redis = await startRedis();
    const platform = await startDataPlatform();
    const deps = testDeps(database.db, { clock: systemClock });
    const customers = await makeCustomers(deps, 8);
    const shelf = {
      productIds: await Promise.all(times(3, () => makeProduct(deps, { stock: 1_000_000 }))),
      campaignIds: await Promise.all(
        times(2_000, () => makeCampaign(deps, { totalQuantity: 6, discountValue: 1_000 })),
      ),
    };
    const fleet = new Fleet(size, () =>
      startApp("storefront", {
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        ...platform.configuration,
      }),
    );
    const promised: Promises = { charges: [], coupons: [], payments: [] };
    const closing = new AbortController();

    const shopping = customers.map((customer) =>
      goShopping(fleet, customer, shelf, promised, closing.signal),
    );
    for (let round = 0; round < ROUNDS; round++) {
      const before = promised.payments.length;
      await Promise.race([
        Promise.all(shopping),
        expect
          .poll(() => promised.payments.length, { timeout: 60_000 })
          .toBeGreaterThan(before + 8),
      ]);
      await pause(randomInt(0, 300));
      await fleet.killOne();
      await expectLocksToLapse(redis.url);
    }
    closing.abort();
    await Promise.all(shopping);
    await fleet.stop();

    expect(promised.payments.length).toBeGreaterThan(ROUNDS * 8);
    await expectInvariants(deps);
    await expectPromisesKept(deps, promised);
    await expectAllExported(deps, platform);
    platform.close();
    await redis.stop();
    await database.drop();
  },
);
