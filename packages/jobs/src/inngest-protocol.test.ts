import { DeliveryError, type Deps, MAX_ATTEMPTS, payOrder, sweepExports } from "@sunchak/core";
import { openDatabase } from "@sunchak/db";
import {
  expectInvariants,
  type InngestServer,
  makeOrder,
  makePaidEvent,
  makeProduct,
  makeShopper,
  onEachDatabase,
  platformOf,
  startInngestServer,
  TestClock,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import { createJobs } from "./index.ts";
import { jobsEnv } from "./jobs-env.fixture.ts";

const APP = "http://shop.internal:3000";

onEachDatabase((database) => {
  let inngest: InngestServer;
  /** The app's process; another one after a restart. */
  let app: (request: Request) => Promise<Response>;
  /** The events that all processes delivered. */
  let clock: TestClock;
  /** How far Inngest's own clock is ahead, in milliseconds. */
  let ahead: number;

  beforeEach(async () => {
    clock = new TestClock();
    ahead = 0;
    inngest = await startInngestServer({
      send: (request) => app(request),
      now: () => new Date(clock.now().getTime() + ahead),
    });
  });
  afterEach(() => inngest.stop());

  const jobsOf = (deps: Deps) =>
    createJobs(
      {
        ...jobsEnv,
        inngest: {
          mode: "cloud",
          eventKey: inngest.eventKey,
          signingKey: inngest.signingKey,
          baseUrl: inngest.url,
          serveOrigin: APP,
        },
      },
      deps,
    );

  /** Starts a process of the app, with what it needs around the test's database. */
  function startProcess(overrides: Partial<Deps> = {}): TestDeps {
    const deps = testDeps(database(), { clock, ...overrides });
    const jobs = jobsOf(deps);
    const handler = jobs.inngestHandler(deps);
    if (!handler) throw new Error("not mounted");
    app = handler;
    return { ...deps, relay: jobs.relay };
  }
  const startSyncedProcess = async (overrides: Partial<Deps> = {}) => {
    const deps = startProcess(overrides);
    await inngest.poll(`${APP}/api/inngest`);
    return deps;
  };
  const receiverThat = (take: (id: string) => void): Pick<Deps, "dataPlatform"> => ({
    dataPlatform: platformOf(async ({ id }) => {
      take(id);
      return { status: 200 };
    }),
  });
  const rowOf = (deps: Deps, id: string) =>
    deps.db.client.outboxEvent.findUniqueOrThrow({ where: { id } });
  /** The one run that an event starts. */
  function runOf(event: { name: string; data: object }) {
    const runs = inngest.trigger(event);
    expect(runs).toHaveLength(1);
    return runs[0] as (typeof runs)[number];
  }
  const deliveryOf = (eventId: string) => runOf({ name: "shop/export.ready", data: { eventId } });

  test("registers each function with its trigger, limit and retries, at the shop's address for Inngest", async () => {
    await startSyncedProcess();
    const told = Object.fromEntries(
      inngest.functions.map(({ id, triggers, concurrency, singleton, steps }) => [
        id.replace("sunchak-", ""),
        [
          triggers[0]?.cron ?? triggers[0]?.event,
          concurrency?.limit ?? singleton?.mode,
          steps.step.retries?.attempts,
        ],
      ]),
    );
    expect(told).toMatchObject({
      "deliver-export": ["shop/export.ready", 32, 4],
      "deliver-export-failure": ["inngest/function.failed", undefined, 1],
      "rank-products": ["*/10 * * * *", "skip", 1],
      "count-companions": ["*/10 * * * *", "skip", 1],
      "check-invariants": ["*/10 * * * *", "skip", 1],
      "recount-ranking": ["*/5 17-20 * * *", "skip", 1],
      "sweep-exports": ["* * * * *", "skip", 1],
    });
    expect(inngest.functions.find(({ id }) => id === "sunchak-deliver-export")).toMatchObject({
      throttle: { limit: 100, burst: 100, period: "1s" },
      timeouts: { start: "1m" },
    });
    for (const { steps } of inngest.functions) {
      expect(steps.step.runtime.url.startsWith(`${APP}/api/inngest?fnId=`)).toBe(true);
    }
  });

  test("registers when any client asks for it, by its own call to Inngest", async () => {
    startProcess();
    const asked = await app(new Request("http://elsewhere.example/api/inngest", { method: "PUT" }));
    expect(asked.status).toBe(200);
    expect(inngest.functions.length).toBeGreaterThan(5);
    expect(JSON.stringify(inngest.functions)).not.toContain("elsewhere");
  });

  test("sends an order's event once the payment is committed, and only then", async () => {
    const deps = await startSyncedProcess();
    const userId = await makeShopper(deps, { balance: 10_000 });
    const productId = await makeProduct(deps, { price: 10_000 });
    const orders = [
      await makeOrder(deps, { userId, productId }),
      await makeOrder(deps, { userId, productId }),
    ] as const;
    await payOrder(deps, { id: orders[0], userId });
    await expect(payOrder(deps, { id: orders[1], userId })).rejects.toThrow();
    await expect.poll(() => inngest.events).toHaveLength(1);
    const row = await deps.db.client.outboxEvent.findFirstOrThrow({
      where: { orderId: orders[0] },
    });
    expect(inngest.events).toMatchObject([
      { name: "shop/export.ready", data: { eventId: row.id } },
    ]);
    expect((await deliveryOf(row.id).finish()).kind).toBe("done");
    expect((await rowOf(deps, row.id)).status).toBe("DELIVERED");
  });

  test("sweeps an event that Inngest did not take", async () => {
    const taken: string[] = [];
    const deps = await startSyncedProcess(receiverThat((id) => taken.push(id)));
    inngest.answerEventsWith(503);
    const { eventId } = await makePaidEvent(deps);
    const lost = () => deps.logged.some(({ fields }) => fields.eventId === eventId);
    await expect.poll(lost).toBe(true);
    expect(inngest.events).toEqual([]);
    expect((await inngest.tick("sweep-exports").finish()).kind).toBe("done");
    expect(taken).toContain(eventId);
  });

  test("continues a run from its last step after a restart, with the same event id", async () => {
    const taken: string[] = [];
    const first = await startSyncedProcess({
      dataPlatform: platformOf(async ({ id }) => {
        taken.push(id);
        throw new DeliveryError("It answered 503.", 503);
      }),
    });
    const { eventId } = await makePaidEvent(first);
    const run = deliveryOf(eventId);
    const sleep = await run.next();
    expect(sleep.kind).toBe("sleep");

    const second = startProcess(receiverThat((id) => taken.push(id)));
    if (sleep.kind === "sleep") clock.advance(sleep.ms);
    expect(await run.finish()).toEqual({ kind: "done", data: { outcome: "delivered" } });
    expect(taken).toEqual([eventId, eventId]);
    expect(await rowOf(second, eventId)).toMatchObject({ status: "DELIVERED", attempts: 2 });
    await expectInvariants(second);
  });

  test("leaves the event to another, counted try when the process dies before it answers", async () => {
    const taken: string[] = [];
    const deps = await startSyncedProcess(receiverThat((id) => taken.push(id)));
    const { eventId } = await makePaidEvent(deps);
    const run = deliveryOf(eventId);
    // Killed during a delivery: the claim stays, and the call gets no answer.
    app = async () => {
      const dying = testDeps(database(), {
        dataPlatform: platformOf(() => Promise.reject(new Error("killed"))),
      });
      await dying.db.client.outboxEvent.update({
        where: { id: eventId },
        data: {
          attempts: 1,
          claimToken: "of the dead",
          claimedUntil: new Date(dying.clock.now().getTime() + 30_000),
        },
      });
      throw new TypeError("fetch failed");
    };
    expect(await run.next()).toEqual({ kind: "again" });

    const next = startProcess(receiverThat((id) => taken.push(id)));
    expect(await run.finish()).toEqual({ kind: "done", data: { outcome: "not-due" } });
    expect(taken).toEqual([]);
    next.clock.advance(31_000);
    await sweepExports(next);
    expect(taken).toContain(eventId);
    expect(await rowOf(next, eventId)).toMatchObject({ status: "DELIVERED", attempts: 2 });
  });

  test("delivers an event once for two runs, at once and one after the other", async () => {
    const taken: string[] = [];
    const deps = await startSyncedProcess(receiverThat((id) => taken.push(id)));
    const { eventId } = await makePaidEvent(deps);
    await Promise.all([deliveryOf(eventId).finish(), deliveryOf(eventId).finish()]);
    await deliveryOf(eventId).finish();
    expect(taken).toEqual([eventId]);
  });

  test("tries ten times at the outbox's times, after which the event is DEAD and the run succeeds", async () => {
    const taken: string[] = [];
    const deps = await startSyncedProcess({
      dataPlatform: platformOf(async ({ id }) => {
        taken.push(id);
        throw new DeliveryError("It answered 500.", 500);
      }),
    });
    const { eventId } = await makePaidEvent(deps);
    const end = await deliveryOf(eventId).finish((turn) => {
      if (turn.kind === "sleep") clock.advance(turn.ms);
    });
    expect(end).toEqual({ kind: "done", data: { outcome: "dead" } });
    expect(taken).toHaveLength(MAX_ATTEMPTS);
    expect((await rowOf(deps, eventId)).status).toBe("DEAD");
  });

  test.each([
    ["on time", 0],
    ["as late as an answer is under way", 40],
    ["by a clock that is ahead", 5_000],
    ["by a clock that is behind", -5_000],
  ])("retries within the run, when Inngest sleeps %s", async (_how, skew) => {
    ahead = skew;
    const tries = new Map<string, number>();
    const deps = await startSyncedProcess(
      receiverThat((id) => {
        const number = (tries.get(id) ?? 0) + 1;
        tries.set(id, number);
        if (number < 5) throw new DeliveryError("It answered 503.", 503);
      }),
    );
    for (let i = 0; i < 5; i++) {
      const { eventId } = await makePaidEvent(deps);
      const end = await deliveryOf(eventId).finish((turn) => {
        if (turn.kind === "sleep") clock.advance(turn.ms);
      });
      expect(end).toEqual({ kind: "done", data: { outcome: "delivered" } });
      expect(tries.get(eventId)).toBe(5);
    }
  });

  test("runs the failure handler when Inngest gives a run up: another try, or DEAD after ten", async () => {
    const taken: string[] = [];
    const deps = await startSyncedProcess(receiverThat((id) => taken.push(id)));
    const { eventId } = await makePaidEvent(deps);
    const { eventId: exhausted } = await makePaidEvent(deps);
    await deps.db.client.outboxEvent.update({
      where: { id: exhausted },
      data: { attempts: MAX_ATTEMPTS },
    });
    const failures = () => inngest.events.filter(({ name }) => name === "inngest/function.failed");
    // The database is down for all of Inngest's attempts.
    const healthy = app;
    const away = openDatabase("postgresql://nobody@127.0.0.1:1/nothing");
    onTestFinished(() => away.close());
    startProcess({ db: away });
    for (const id of [eventId, exhausted]) {
      let calls = 0;
      const end = await deliveryOf(id).finish(() => {
        calls += 1;
      });
      expect(end.kind).toBe("failed");
      expect(calls).toBe(5);
    }
    expect(failures()).toHaveLength(2);
    expect(JSON.stringify(failures())).not.toMatch(/hush|\.ts/);

    app = healthy;
    for (const failure of failures()) {
      const run = runOf(failure);
      expect(run.functionId).toBe("sunchak-deliver-export-failure");
      expect((await run.finish()).kind).toBe("done");
    }
    expect(taken).toEqual([eventId]);
    expect((await rowOf(deps, eventId)).status).toBe("DELIVERED");
    expect((await rowOf(deps, exhausted)).status).toBe("DEAD");
  });
});
