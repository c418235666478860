import { getTopProducts, systemClock } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import {
  makeOrder,
  makePaidEvent,
  makeProduct,
  makeShopper,
  onEachDatabase,
  platformOf,
  type TestClock,
  testDeps,
} from "@sunchak/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { jobsEnv } from "./jobs-env.fixture.ts";
import { createPushService } from "./push-service.ts";
import { createScheduler, type Running } from "./scheduler.ts";

/** The cron runs once a year, so a test sees only the effects of the start and the wake-ups. */
const rarely = { ...jobsEnv, rankingCron: "0 0 1 1 *" };

describe("the embedded scheduler", () => {
  onEachDatabase((database) => {
    const running: Running[] = [];
    beforeEach(async () => {
      await database().client.outboxEvent.updateMany({
        data: { status: "DELIVERED", deliveredAt: new Date(0) },
      });
    });
    afterEach(async () => {
      await Promise.all(running.splice(0).map((one) => one.stop()));
    });

    const makeDeps = (overrides: Partial<ReturnType<typeof testDeps>> = {}) => {
      const sent: string[] = [];
      const deps = testDeps(database(), {
        dataPlatform: platformOf(async ({ id }) => ({ status: sent.push(id) && 200 })),
        ...overrides,
      });
      return { deps, sent };
    };
    const startWith = async (deps: ReturnType<typeof testDeps>) => {
      const { relay, start } = createScheduler(rarely, deps.log);
      const one = await start(deps);
      running.push(one);
      return { relay, stop: one.stop };
    };

    test("runs every job at its start: ranking, due events and expiries", async () => {
      const { deps, sent } = makeDeps();
      const userId = await makeShopper(deps);
      const orderId = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
      deps.clock.advance(16 * 60_000);
      const { eventId } = await makePaidEvent(deps);
      deps.clock.advance(60_000);
      await deps.db.client.idempotencyRecord.create({
        data: { userId, key: "old", requestHash: "", response: "", createdAt: new Date(0) },
      });

      await startWith(deps);

      const top = await getTopProducts(deps);
      expect(top.aggregatedAt).toBe(deps.clock.now().toISOString());
      expect(top.items.length).toBeGreaterThan(0);
      await expect.poll(() => sent).toEqual([eventId]);
      const statusOf = async () =>
        (await deps.db.client.order.findUniqueOrThrow({ where: { id: orderId } })).status;
      await expect.poll(statusOf).toBe("EXPIRED");
      await expect.poll(() => deps.db.client.idempotencyRecord.count()).toBe(0);
    });

    test("can host the exports alone, with wake-ups, sweep and samples", async () => {
      const { deps, sent } = makeDeps();
      // A later time than in the other tests, so their events are old.
      deps.clock.set(new Date("2027-03-01T00:00:00.000Z"));
      const { eventId: swept } = await makePaidEvent(deps);
      const { relay, start } = createScheduler(rarely, deps.log);
      running.push(await start(deps, "exports"));
      await expect.poll(() => sent).toEqual([swept]);
      const { eventId: relayed } = await makePaidEvent(deps);
      relay.exportReady(relayed);
      await expect.poll(() => sent).toEqual([swept, relayed]);
      const at = deps.clock.now();
      await expect.poll(() => deps.db.client.exportSample.count({ where: { at } })).toBe(1);
      const windowEnd = { gt: new Date("2027-02-28T00:00:00.000Z") };
      expect(await deps.db.client.rankingSnapshot.count({ where: { windowEnd } })).toBe(0);
    });

    test("delivers a new event on a wake-up, while the receiver keeps the sweep busy with older ones", async () => {
      const { deps } = makeDeps();
      for (let i = 0; i < 9; i++) await makePaidEvent(deps);
      const sent: string[] = [];
      const releases: (() => void)[] = [];
      deps.dataPlatform = platformOf(({ id }) =>
        sent.push(id) > 8
          ? Promise.resolve({ status: 200 })
          : new Promise((resolve) => releases.push(() => resolve({ status: 200 }))),
      );
      const { relay } = await startWith(deps);
      await expect.poll(() => sent).toHaveLength(8);
      const { eventId } = await makePaidEvent(deps);
      relay.exportReady(eventId);
      await expect.poll(() => sent.slice(8)).toEqual([eventId]);
      const sampled = () => deps.db.client.exportSample.count();
      await expect.poll(sampled).toBeGreaterThan(0);
      for (const release of releases) release();
    });

    test("delivers up to its limit of new events at once, and a quarter as many waiting ones", async () => {
      let underWay = 0;
      let most = 0;
      const releases: (() => void)[] = [];
      const { deps } = makeDeps({
        dataPlatform: platformOf(async () => {
          most = Math.max(most, ++underWay);
          await new Promise<void>((resolve) => releases.push(resolve));
          underWay -= 1;
          return { status: 200 };
        }),
      });
      for (let i = 0; i < 3; i++) await makePaidEvent(deps);
      const { relay, start } = createScheduler({ ...rarely, exportConcurrency: 4 }, deps.log);
      running.push(await start(deps));
      await expect.poll(() => releases.length).toBe(1);
      for (let i = 0; i < 7; i++) relay.exportReady((await makePaidEvent(deps)).eventId);
      const waiting = () => deps.db.client.outboxEvent.count({ where: { status: "PENDING" } });
      const release = () => {
        for (const one of releases.splice(0)) one();
        return waiting();
      };
      await expect.poll(() => releases.length).toBe(5);
      await expect.poll(release).toBe(0);
      expect(most).toBe(5);
    });

    test("tries again by itself, about a second after a failure", async () => {
      const sent: string[] = [];
      const { deps } = makeDeps({
        clock: systemClock as TestClock,
        dataPlatform: platformOf(async ({ id }) => {
          if (sent.push(id) === 1) throw new Error("away");
          return { status: 200 };
        }),
      });
      const { eventId } = await makePaidEvent(deps);
      await startWith(deps);
      await expect.poll(() => sent).toEqual([eventId, eventId]);
    });

    test("delivers each event once, even when two run", async () => {
      const { deps, sent } = makeDeps();
      const ids: string[] = [];
      for (let i = 0; i < 12; i++) ids.push((await makePaidEvent(deps)).eventId);
      const [first, second] = await Promise.all([startWith(deps), startWith(deps)]);
      for (let i = 0; i < 6; i++) {
        const { eventId: id } = await makePaidEvent(deps);
        ids.push(id);
        first.relay.exportReady(id);
        second.relay.exportReady(id);
      }
      const waiting = () => deps.db.client.outboxEvent.count({ where: { status: "PENDING" } });
      await expect.poll(waiting).toBe(0);
      expect(sent.toSorted()).toEqual(ids.sort());
    });

    test("takes one sample a minute, even when two run, and purges an old one", async () => {
      const { deps } = makeDeps();
      await deps.db.client.exportSample.deleteMany();
      const none = { waiting: 0, dead: 0, lagSeconds: 0 };
      await deps.db.client.exportSample.create({ data: { at: new Date(0), ...none } });
      await Promise.all([startWith(deps), startWith(deps)]);
      await Promise.all(running.splice(0).map((one) => one.stop()));
      const at = deps.clock.now();
      at.setUTCSeconds(0, 0);
      expect(await deps.db.client.exportSample.findMany()).toEqual([{ at, ...none }]);
    });

    test("waits for the delivery under way when stopped, and starts nothing more", async () => {
      let release = () => {};
      const sent: string[] = [];
      const { deps } = makeDeps({
        dataPlatform: platformOf(
          ({ id }) =>
            new Promise((resolve) => {
              sent.push(id);
              release = () => resolve({ status: 200 });
            }),
        ),
      });
      const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout");
      const before = timers().length;
      const { eventId } = await makePaidEvent(deps);
      const { relay, stop } = await startWith(deps);
      await expect.poll(() => sent).toEqual([eventId]);

      let stopped = false;
      const stopping = stop().then(() => {
        stopped = true;
      });
      const { eventId: later } = await makePaidEvent(deps);
      relay.exportReady(later);
      expect(stopped).toBe(false);
      release();
      await stopping;
      expect(sent).toEqual([eventId]);
      const row = await deps.db.client.outboxEvent.findUniqueOrThrow({ where: { id: eventId } });
      expect(row.status).toBe("DELIVERED");
      expect(timers().length).toBeLessThanOrEqual(before);
    });
  });

  test("starts while the database is away, and logs the failures", async () => {
    const db = openDatabase("postgresql://nobody@127.0.0.1:1/nothing", { connections: 1 });
    const push = createPushService({
      vapidPrivateKey: Buffer.alloc(32, 1).toString("base64url"),
      pushHosts: [],
      storefrontUrl: "https://shop.example.com",
    });
    const deps = testDeps(db, { ...(push && { push }) });
    const { start } = createScheduler(rarely, deps.log);
    const { stop } = await start(deps);
    await stop();
    await db.close();
    const failed = new Set(deps.logged.map(({ fields }) => fields.job));
    expect([...failed].sort()).toEqual([
      "check-invariants",
      "count-companions",
      "expire-orders",
      "index-products",
      "purge-idempotency-records",
      "purge-sessions",
      "rank-products",
      "recount-ranking",
      "sample-exports",
      "send-alarms",
      "send-messages",
      "store-report-periods",
      "store-sales-hours",
      "sweep-exports",
      "watch-alerts",
    ]);
  });
});
