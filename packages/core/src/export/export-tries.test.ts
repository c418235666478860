import {
  makePaidEvent,
  onEachDatabase,
  platformOf,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { getAdminOrder } from "../order/get-admin-order.ts";
import { LEASE_MS } from "./claim-event.ts";
import { deliverExport } from "./deliver-export.ts";
import { setDeliveryPaused } from "./delivery-pause.ts";
import { getAdminExport } from "./get-admin-export.ts";
import { replayExports } from "./replay-exports.ts";
import { MAX_ATTEMPTS } from "./retry-delay.ts";
import { type DataPlatform, DeliveryError } from "./schema.ts";

onEachDatabase((database) => {
  let deps: TestDeps;
  let eventId: string;
  let orderId: string;
  const triesOf = async () => (await getAdminExport(deps, { id: eventId })).tries;
  const answering = (send: () => ReturnType<DataPlatform["send"]>) => {
    deps.dataPlatform = platformOf(send);
  };
  const refusing = () =>
    answering(async () => {
      deps.clock.advance(250);
      throw new DeliveryError("It answered 503.", 503, "back at nine");
    });
  const taking = () => answering(async () => ({ status: 202, response: '{"ok":true}' }));
  const deliver = () => deliverExport(deps, { eventId });
  /** Tries the event, each time when it is due, until it is delivered or dead. */
  const deliverToTheEnd = async () => {
    for (;;) {
      const result = await deliver();
      if (result.outcome !== "retry") return result.outcome;
      deps.clock.set(new Date(result.nextAttemptAt));
    }
  };

  beforeEach(async () => {
    deps = testDeps(database());
    ({ eventId, orderId } = await makePaidEvent(deps));
  });

  describe("every try leaves a row", () => {
    test("with its number, its times and the receiver's answer, the latest first", async () => {
      refusing();
      const first = deps.clock.now();
      await deliver();
      deps.clock.advance(1_000);
      const second = deps.clock.now();
      taking();
      await deliver();
      expect(await triesOf()).toEqual([
        {
          number: 2,
          state: "TAKEN",
          destination: deps.dataPlatform.destination,
          startedAt: second.toISOString(),
          endedAt: second.toISOString(),
          responseStatus: 202,
          response: '{"ok":true}',
          error: null,
        },
        {
          number: 1,
          state: "FAILED",
          destination: deps.dataPlatform.destination,
          startedAt: first.toISOString(),
          endedAt: new Date(first.getTime() + 250).toISOString(),
          responseStatus: 503,
          response: "back at nine",
          error: "It answered 503.",
        },
      ]);
    });

    test("that the order shows too, with the time at which the event became DEAD", async () => {
      refusing();
      expect(await deliverToTheEnd()).toBe("dead");
      const order = await getAdminOrder(deps, { id: orderId });
      const tries = await triesOf();
      expect(tries.map(({ number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect(order.exports).toMatchObject([{ id: eventId, tries }]);
      expect(order.timeline.at(-1)).toMatchObject({
        kind: "EXPORT_DEAD",
        at: deps.clock.now().toISOString(),
        reason: "It answered 503.",
      });
    });

    test("and only one, however many workers want the event", async () => {
      taking();
      await Promise.all(Array.from({ length: 20 }, deliver));
      expect(await triesOf()).toMatchObject([{ number: 1, state: "TAKEN" }]);
    });

    test("but not while delivery is paused", async () => {
      const actorId = "01000000-0000-7000-8000-000000000000";
      await setDeliveryPaused(deps, { actorId, paused: true });
      await deliver();
      expect(await triesOf()).toEqual([]);
      await setDeliveryPaused(deps, { actorId, paused: false });
    });

    test("and a replay numbers its tries on from the earlier ones", async () => {
      refusing();
      await deliverToTheEnd();
      deps.clock.advance(60_000);
      await replayExports(deps, { ids: [eventId] });
      taking();
      await deliver();
      const tries = await triesOf();
      expect(tries).toHaveLength(11);
      expect(tries[0]).toMatchObject({ number: 1, state: "TAKEN" });
      expect(tries[1]).toMatchObject({ number: 10, state: "FAILED" });
    });
  });

  describe("a try without an end", () => {
    test("is shown as being sent until its lease ends, and then as stopped", async () => {
      answering(() => new Promise(() => {}));
      void deliver();
      await expect.poll(triesOf).toMatchObject([{ number: 1, state: "SENDING", endedAt: null }]);
      deps.clock.advance(LEASE_MS - 1);
      expect(await triesOf()).toMatchObject([{ state: "SENDING" }]);
      deps.clock.advance(1);
      expect(await triesOf()).toMatchObject([{ state: "STOPPED", endedAt: null, error: null }]);
      taking();
      await deliver();
      expect(await triesOf()).toMatchObject([
        { number: 2, state: "TAKEN" },
        { number: 1, state: "STOPPED", endedAt: null },
      ]);
    });

    test("is ended by its own worker, even after its lease", async () => {
      let answer = (_: { status: number; response: string }) => {};
      const sent = new Promise<void>((begun) => {
        answering(() => {
          begun();
          return new Promise((resolve) => {
            answer = resolve;
          });
        });
      });
      const late = deliver();
      await sent;
      deps.clock.advance(LEASE_MS);
      refusing();
      await deliver();
      const event = async () => ({ ...(await getAdminExport(deps, { id: eventId })), tries: null });
      const [before, [other]] = [await event(), await triesOf()];

      answer({ status: 200, response: "at last" });
      expect(await late).toEqual({ outcome: "not-due" });
      expect(await event()).toEqual(before);
      expect(await triesOf()).toMatchObject([
        other,
        { number: 1, state: "TAKEN", responseStatus: 200, response: "at last" },
      ]);
    });

    test("leaves the event DEAD when it was the tenth, without an eleventh row", async () => {
      answering(() => new Promise(() => {}));
      for (let number = 1; number <= MAX_ATTEMPTS; number++) {
        void deliver();
        await expect.poll(async () => (await triesOf())[0]).toMatchObject({ number });
        deps.clock.advance(LEASE_MS);
      }
      expect(await deliver()).toEqual({ outcome: "dead" });
      const tries = await triesOf();
      expect(tries).toHaveLength(MAX_ATTEMPTS);
      expect(new Set(tries.map(({ state }) => state))).toEqual(new Set(["STOPPED"]));
    });
  });

  describe("a try's row that cannot be written", () => {
    const withoutTable = async (work: () => Promise<void>) => {
      const { client } = database();
      await client.$executeRawUnsafe("ALTER TABLE export_attempts RENAME TO kept_attempts");
      try {
        await work();
      } finally {
        await client.$executeRawUnsafe("ALTER TABLE kept_attempts RENAME TO export_attempts");
      }
    };

    test("at the beginning leaves the event unclaimed", async () => {
      await withoutTable(() => expect(deliver()).rejects.toThrow());
      expect(await getAdminExport(deps, { id: eventId })).toMatchObject({
        attempts: 0,
        inDelivery: false,
        tries: [],
      });
    });

    test("at the end leaves the event to the next worker, once the lease is over", async () => {
      let answer = () => {};
      const sent = new Promise<void>((begun) => {
        answering(() => {
          begun();
          return new Promise((resolve) => {
            answer = () => resolve({ status: 200 });
          });
        });
      });
      const delivery = deliver();
      await sent;
      await withoutTable(async () => {
        answer();
        await expect(delivery).rejects.toThrow();
      });
      expect(await getAdminExport(deps, { id: eventId })).toMatchObject({
        status: "PENDING",
        inDelivery: true,
        tries: [{ state: "SENDING" }],
      });
      deps.clock.advance(LEASE_MS);
      taking();
      expect(await deliver()).toEqual({ outcome: "delivered" });
    });
  });
});
