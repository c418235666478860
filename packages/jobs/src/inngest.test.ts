import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { InngestTestEngine } from "@inngest/test";
import {
  DeliveryError,
  type Deps,
  getLastInvariantCheck,
  getRecountReport,
  getTopProducts,
  invariantNumbers,
  suggestProducts,
} from "@sunchak/core";
import type { Inngest as InngestEnv } from "@sunchak/env";
import {
  makeOrder,
  makePaidEvent,
  makeProduct,
  makeShopper,
  onEachDatabase,
  platformOf,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { createJobs } from "./index.ts";
import { createClient, createFunctions } from "./inngest.ts";
import { jobsEnv } from "./jobs-env.fixture.ts";

const signingKey = `signkey-test-${"ab".repeat(32)}`;
const addresses = { baseUrl: "http://127.0.0.1:1", serveOrigin: "http://localhost:3000" };
const devMode = { mode: "dev", ...addresses } satisfies InngestEnv;
const cloudMode = {
  mode: "cloud",
  eventKey: "event-key",
  signingKey,
  ...addresses,
} satisfies InngestEnv;

onEachDatabase((database) => {
  const makeDeps = (send: Deps["dataPlatform"]["send"] = async () => ({ status: 200 })): TestDeps =>
    testDeps(database(), { dataPlatform: platformOf(send) });

  const jobsIn = (inngest: InngestEnv, deps: Deps) => createJobs({ ...jobsEnv, inngest }, deps);

  const handlerOf = (inngest: InngestEnv, deps: Deps) => {
    const handler = jobsIn(inngest, deps).inngestHandler(deps);
    if (!handler) throw new Error("not mounted");
    return handler;
  };

  const mount = (inngest: InngestEnv, deps: Deps) => {
    const handler = handlerOf(inngest, deps);
    return (method: string, query: string, body?: string, headers: Record<string, string> = {}) =>
      handler(
        new Request(`http://localhost:3000/api/inngest${query}`, {
          method,
          headers: { "content-type": "application/json", ...headers },
          ...(body !== undefined && { body }),
        }),
      );
  };

  /** A call of a run as Inngest makes it; keys in order, as it is signed. */
  const runOf = (data: object, steps: object = {}) => {
    const stack = Object.keys(steps);
    const event = { data, name: "shop/export.ready", ts: 1 };
    return JSON.stringify({
      ctx: { attempt: 0, max_attempts: 4, run_id: "run1", stack: { current: stack.length, stack } },
      event,
      events: [event],
      steps,
      version: 2,
    });
  };
  const deliver = "?fnId=sunchak-deliver-export&stepId=step";

  describe("the functions, in Inngest's test engine", () => {
    const engineOf = (deps: Deps, name: string, events?: [{ name: string; data: object }]) => {
      const client = createClient(devMode, deps.log);
      const fn = createFunctions(client, deps, jobsEnv).find((one) => one.id() === name);
      if (!fn) throw new Error(`no function ${name}`);
      return new InngestTestEngine({ function: fn, ...(events && { events }) });
    };

    test("deliver-export delivers the event that it names", async () => {
      const sent: string[] = [];
      const deps = makeDeps(async ({ id }) => ({ status: sent.push(id) && 200 }));
      const { eventId } = await makePaidEvent(deps);
      const events: [{ name: string; data: object }] = [
        { name: "shop/export.ready", data: { eventId } },
      ];
      const { result } = await engineOf(deps, "deliver-export", events).execute();
      expect(result).toEqual({ outcome: "delivered" });
      expect(sent).toEqual([eventId]);
    });

    test("rank-products aggregates the ranking", async () => {
      const deps = makeDeps();
      await makePaidEvent(deps);
      deps.clock.advance(3_600_000);
      await engineOf(deps, "rank-products").execute();
      expect((await getTopProducts(deps)).aggregatedAt).toBe(deps.clock.now().toISOString());
    });

    test("recount-ranking stores a report", async () => {
      const deps = makeDeps();
      // Later than the run of the test before, which no sale may precede.
      deps.clock.set(new Date("2026-11-24T00:00:00.000Z"));
      await makePaidEvent(deps);
      deps.clock.advance(3_600_000);
      await engineOf(deps, "rank-products").execute();
      await engineOf(deps, "recount-ranking").execute();
      expect(await getRecountReport(deps)).toMatchObject({ agrees: true });
    });

    test("count-companions stores a list for each product that was sold", async () => {
      const deps = makeDeps();
      await makePaidEvent(deps);
      deps.clock.advance(3_600_000);
      await engineOf(deps, "count-companions").execute();
      const { companionList, product } = deps.db.client;
      const sold = await product.count({ where: { soldQuantity: { gt: 0 } } });
      expect(await companionList.count()).toBe(sold);
    });

    test("check-invariants stores what it found", async () => {
      const deps = makeDeps();
      await makePaidEvent(deps);
      await engineOf(deps, "check-invariants").execute();
      const checkedAt = deps.clock.now().toISOString();
      expect(await getLastInvariantCheck(deps)).toMatchObject({
        checkedAt,
        results: { length: invariantNumbers.length },
      });
    });

    test("sweep-exports delivers what is due", async () => {
      const sent: string[] = [];
      const deps = makeDeps(async ({ id }) => ({ status: sent.push(id) && 200 }));
      const { eventId } = await makePaidEvent(deps);
      await engineOf(deps, "sweep-exports").execute();
      expect(sent).toContain(eventId);
    });

    test("sample-exports takes the sample of the minute", async () => {
      const deps = makeDeps();
      deps.clock.set(new Date("2027-01-01T00:00:10.000Z"));
      await engineOf(deps, "sample-exports").execute();
      const at = new Date("2027-01-01T00:00:00.000Z");
      expect(await deps.db.client.exportSample.count({ where: { at } })).toBe(1);
    });

    test("expire-orders and the purge functions do their jobs", async () => {
      const deps = makeDeps();
      const userId = await makeShopper(deps);
      const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
      await deps.db.client.idempotencyRecord.create({
        data: { userId, key: "old", requestHash: "", response: "", createdAt: new Date(0) },
      });
      const expiresAt = deps.clock.now();
      await deps.db.client.session.create({ data: { id: "old", token: "old", userId, expiresAt } });
      deps.clock.advance(3_600_000);
      await engineOf(deps, "expire-orders").execute();
      await engineOf(deps, "purge-idempotency-records").execute();
      await engineOf(deps, "purge-sessions").execute();
      const order = await deps.db.client.order.findUniqueOrThrow({ where: { id } });
      expect(order.status).toBe("EXPIRED");
      expect(await deps.db.client.idempotencyRecord.count({ where: { userId } })).toBe(0);
      expect(await deps.db.client.session.count({ where: { userId } })).toBe(0);
    });

    test("index-products lets the search find what a version without entries has written", async () => {
      const deps = makeDeps();
      const [added, renamed] = [await makeProduct(deps), await makeProduct(deps)];
      await deps.db.client.searchEntry.delete({ where: { productId: added } });
      await deps.db.client.product.update({
        where: { id: renamed },
        data: { name: "놋그릇", version: { increment: 1 } },
      });
      await engineOf(deps, "index-products").execute();
      const found = async (q: string) =>
        (await suggestProducts(deps, { q })).items.map(({ productId }) => productId);
      expect(await found("도자기 머그")).toContain(added);
      expect(await found("놋그릇")).toContain(renamed);
    });

    test("a failed job is reported to Inngest, and only the log has the reason", async () => {
      const deps = makeDeps();
      // A run that is not later than the last one has nothing to store.
      deps.clock.set(new Date("2026-11-26T00:00:00.000Z"));
      const broken = {
        ...deps,
        db: { ...deps.db, transaction: () => Promise.reject(new Error("hush")) },
      };
      const { error } = await engineOf(broken, "rank-products").execute();
      expect(JSON.stringify(error)).toContain("rank-products failed");
      expect(JSON.stringify(error)).not.toMatch(/hush|\.ts/);
      expect(deps.logged).toContainEqual(
        expect.objectContaining({
          level: "error",
          fields: expect.objectContaining({ job: "rank-products" }),
        }),
      );
    });
  });

  test("the SDK can still abort its own calls, although our time limit applies to them", async () => {
    const deps = makeDeps();
    const hanging = createServer(() => {}).listen(0, "127.0.0.1");
    await once(hanging, "listening");
    const { port } = hanging.address() as AddressInfo;
    const given = new AbortController();
    const call = createClient(devMode, deps.log).fetch(`http://127.0.0.1:${port}/`, {
      signal: given.signal,
    });
    await once(hanging, "request");
    given.abort(new Error("by the SDK"));
    await expect(call).rejects.toThrow("by the SDK");
    hanging.closeAllConnections();
    hanging.close();
  });

  describe("the SDK's protocol", () => {
    test("introspection and sync in dev mode name the functions and their triggers", async () => {
      const call = mount(devMode, makeDeps());
      const introspection = await call("GET", "");
      expect(introspection.status).toBe(200);
      expect(await introspection.json()).toMatchObject({ function_count: 17, mode: "dev" });

      const sync = await call("PUT", "", '{"url":"http://localhost:3000/api/inngest"}', {
        "x-inngest-sync-kind": "in_band",
      });
      expect(sync.status).toBe(200);
      const { functions } = (await sync.json()) as {
        functions: { id: string; triggers: object[] }[];
      };
      expect(Object.fromEntries(functions.map(({ id, triggers }) => [id, triggers]))).toEqual({
        "sunchak-deliver-export": [{ event: "shop/export.ready" }],
        "sunchak-deliver-export-failure": [
          {
            event: "inngest/function.failed",
            expression: "event.data.function_id == 'sunchak-deliver-export'",
          },
        ],
        "sunchak-rank-products": [{ cron: "*/10 * * * *" }],
        "sunchak-count-companions": [{ cron: "*/10 * * * *" }],
        "sunchak-recount-ranking": [{ cron: "*/5 17-20 * * *" }],
        "sunchak-check-invariants": [{ cron: "*/10 * * * *" }],
        "sunchak-sweep-exports": [{ cron: "* * * * *" }],
        "sunchak-sample-exports": [{ cron: "* * * * *" }],
        "sunchak-store-sales-hours": [{ cron: "1 * * * *" }],
        "sunchak-store-report-periods": [{ cron: "2 * * * *" }],
        "sunchak-send-alarms": [{ cron: "* * * * *" }],
        "sunchak-send-messages": [{ cron: "* * * * *" }],
        "sunchak-watch-alerts": [{ cron: "* * * * *" }],
        "sunchak-expire-orders": [{ cron: "* * * * *" }],
        "sunchak-purge-idempotency-records": [{ cron: "0 * * * *" }],
        "sunchak-purge-sessions": [{ cron: "30 * * * *" }],
        "sunchak-index-products": [{ cron: "*/10 * * * *" }],
      });
    });

    test("a run that delivers is one call, and answers the outcome", async () => {
      const sent: string[] = [];
      const deps = makeDeps(async ({ id }) => ({ status: sent.push(id) && 200 }));
      const call = mount(devMode, deps);
      const { eventId } = await makePaidEvent(deps);
      const answer = await call("POST", deliver, runOf({ eventId }));
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ outcome: "delivered" });
      expect(sent).toEqual([eventId]);
    });

    test("a run sleeps past the next try's time after a failure, then tries again", async () => {
      let away = true;
      const sent: string[] = [];
      const deps = makeDeps(async ({ id }) => {
        sent.push(id);
        if (away) throw new DeliveryError("It answered 503.", 503);
        return { status: 200 };
      });
      const call = mount(devMode, deps);
      const { eventId } = await makePaidEvent(deps);
      const memo: Record<string, object> = {};
      const sleep = async () => {
        const response = await call("POST", deliver, runOf({ eventId }, memo));
        expect(response.status).toBe(206);
        const [op] = (await response.json()) as [{ id: string; op: string; name: string }];
        expect(op.op).toBe("Sleep");
        memo[op.id] = { type: "data", data: null };
        return op;
      };
      const first = await sleep();
      // The wait after the first try is less than a second.
      expect(first.name).toBe("1s");
      // A run that wakes too early sleeps again and tries nothing.
      expect((await sleep()).name).toBe("1s");
      expect(sent).toHaveLength(1);
      deps.clock.advance(1_000);
      expect((await sleep()).id).not.toBe(first.id);
      expect(sent).toHaveLength(2);
      deps.clock.advance(3_000);
      away = false;
      const last = await call("POST", deliver, runOf({ eventId }, memo));
      expect(await last.json()).toEqual({ outcome: "delivered" });
      expect(sent).toEqual([eventId, eventId, eventId]);
    });

    test("an event without an id delivers nothing", async () => {
      const sent: string[] = [];
      const deps = makeDeps(async ({ id }) => ({ status: sent.push(id) && 200 }));
      await makePaidEvent(deps);
      const response = await mount(devMode, deps)("POST", deliver, runOf({}));
      expect(await response.json()).toEqual({ outcome: "not-due" });
      expect(sent).toEqual([]);
    });

    test("in signed mode, unsigned and wrongly signed calls are 401 and do nothing, and signed ones run", async () => {
      const sent: string[] = [];
      const deps = makeDeps(async ({ id }) => ({ status: sent.push(id) && 200 }));
      const call = mount(cloudMode, deps);
      const { eventId } = await makePaidEvent(deps);
      const body = runOf({ eventId });
      const signatureBy = (key: string) => {
        const time = Math.round(Date.now() / 1000);
        const hmac = createHmac("sha256", key.replace(/^signkey-\w+-/, ""));
        return {
          "x-inngest-signature": `t=${time}&s=${hmac.update(`${body}${time}`).digest("hex")}`,
        };
      };
      const wrong = signatureBy(`signkey-test-${"cd".repeat(32)}`);
      for (const headers of [{}, wrong]) {
        expect((await call("POST", deliver, body, headers)).status).toBe(401);
      }
      expect((await call("GET", "")).status).toBe(401);
      const sync = { "x-inngest-sync-kind": "in_band" };
      expect((await call("PUT", "", '{"url":"http://localhost"}', sync)).status).toBe(401);
      expect(sent).toEqual([]);

      const signed = await call("POST", deliver, body, signatureBy(signingKey));
      expect(signed.status).toBe(200);
      expect(await signed.json()).toEqual({ outcome: "delivered" });
      expect(signed.headers.has("x-inngest-signature")).toBe(true);
      expect(sent).toEqual([eventId]);
    });

    test("methods that Inngest never uses are refused, even those that no Request can have", async () => {
      const handle = handlerOf(cloudMode, makeDeps());
      for (const method of ["TRACE", "DELETE", "PATCH"]) {
        const request = new Request("http://localhost/api/inngest", { method: "POST" });
        const answer = await handle(Object.defineProperty(request, "method", { value: method }));
        expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST, PUT"]);
      }
    });

    test("malformed calls are the caller's mistake, and no answer has a stack", async () => {
      for (const mode of [devMode, cloudMode]) {
        const call = mount(mode, makeDeps());
        const answers = {
          malformed: await call("POST", deliver, "{"),
          unknown: await call("POST", "?fnId=nope&stepId=step", runOf({})),
          huge: await call("POST", deliver, JSON.stringify("x".repeat(2_000_000))),
          shapeless: await call("POST", deliver, "[]"),
          empty: await call("POST", deliver),
          unnamed: await call("POST", "", runOf({})),
          probed: await call("POST", "?probe=x", runOf({})),
        };
        expect(answers.malformed.status).toBe(400);
        expect(answers.unknown.status).toBe(404);
        expect(answers.huge.status).toBe(413);
        for (const [name, answer] of Object.entries(answers)) {
          const text = await answer.text();
          expect({ name, text }).not.toMatchObject({
            text: expect.stringMatching(/stack|node_modules/),
          });
        }
      }
    });
  });
});
