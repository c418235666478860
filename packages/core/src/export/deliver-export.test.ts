import { DeliveryError, exportBody, refundOrder } from "@sunchak/core";
import {
  expectInvariants,
  makePaidEvent,
  onEachDatabase,
  platformOf,
  testDeps,
} from "@sunchak/testing";
import { describe, expect, test, vi } from "vitest";
import { LEASE_MS } from "./claim-event.ts";
import { deliverExport } from "./deliver-export.ts";
import { platformThat, taken } from "./platform.fixture.ts";
import { MAX_ATTEMPTS, retryDelayMs } from "./retry-delay.ts";

onEachDatabase((database) => {
  const depsWith = (answer: () => Promise<{ status: number | null }>) => {
    const dataPlatform = platformThat(answer);
    const deps = testDeps(database(), { dataPlatform });
    return {
      deps,
      sent: dataPlatform.sent,
      rowOf: (id: string) => deps.db.client.outboxEvent.findUniqueOrThrow({ where: { id } }),
    };
  };
  const failing = async (): Promise<never> => {
    throw new DeliveryError("It answered 503.", 503);
  };

  describe("a delivered event", () => {
    test("carries the order as it was when paid, and is delivered once", async () => {
      const deps = testDeps(database());
      const bodies: unknown[] = [];
      deps.dataPlatform = platformOf(async (body) => ({ status: bodies.push(body) && 200 }));
      const { eventId, orderId } = await makePaidEvent(deps);
      const order = await deps.db.client.order.findUniqueOrThrow({
        where: { id: orderId },
        include: { lines: true },
      });

      expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "delivered" });
      expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "not-due" });

      expect(bodies).toEqual([
        {
          id: eventId,
          type: "order.paid",
          occurredAt: order.paidAt?.toISOString(),
          data: {
            orderId,
            orderNumber: order.orderNumber,
            userId: order.userId,
            lines: [
              {
                productId: order.lines[0]?.productId,
                name: "도자기 머그",
                quantity: 2,
                unitPrice: 10_000,
              },
            ],
            subtotal: 20_000,
            discount: 0,
            total: 20_000,
            paidAt: order.paidAt?.toISOString(),
          },
        },
      ]);
      expect(exportBody.parse(bodies[0])).toEqual(bodies[0]);
      await expectInvariants(deps);
    });

    test("stores when it was delivered and with which status, and ends its lease", async () => {
      const { deps, rowOf } = depsWith(taken);
      const { eventId } = await makePaidEvent(deps);
      deps.clock.advance(5_000);
      await deliverExport(deps, { eventId });
      expect(await rowOf(eventId)).toMatchObject({
        status: "DELIVERED",
        attempts: 1,
        deliveredAt: deps.clock.now(),
        responseStatus: 202,
        lastError: null,
        claimToken: null,
        claimedUntil: null,
      });
    });

    test("for a refund has its own id and time, and the same order", async () => {
      const bodies: { id: string; type: string; occurredAt: string; data: unknown }[] = [];
      const deps = testDeps(database());
      deps.dataPlatform = platformOf(async (body) => ({ status: bodies.push(body) }));
      const { eventId, orderId } = await makePaidEvent(deps);
      deps.clock.advance(60_000);
      await refundOrder(deps, { id: orderId, actorId: "admin", reason: "깨져서 왔어요" });
      const refund = await deps.db.client.outboxEvent.findFirstOrThrow({
        where: { orderId, type: "order.refunded" },
      });

      await deliverExport(deps, { eventId });
      await deliverExport(deps, { eventId: refund.id });

      const [paid, refunded] = bodies;
      expect(refunded?.type).toBe("order.refunded");
      expect(refunded?.id).not.toBe(paid?.id);
      expect(refunded?.occurredAt).toBe(deps.clock.now().toISOString());
      expect(refunded?.data).toEqual(paid?.data);
    });
  });

  describe("a failing receiver", () => {
    test("is tried again within the bounds of the backoff, not before", async () => {
      const { deps, sent, rowOf } = depsWith(failing);
      const { eventId } = await makePaidEvent(deps);
      const result = await deliverExport(deps, { eventId });
      if (result.outcome !== "retry") throw new Error(result.outcome);
      const wait = Date.parse(result.nextAttemptAt) - deps.clock.now().getTime();
      expect(wait).toBeGreaterThanOrEqual(retryDelayMs(1, 0));
      expect(wait).toBeLessThanOrEqual(retryDelayMs(1, 1));
      expect(await rowOf(eventId)).toMatchObject({
        status: "PENDING",
        attempts: 1,
        lastError: "It answered 503.",
        responseStatus: 503,
        claimToken: null,
      });

      deps.clock.advance(wait - 1);
      expect(await deliverExport(deps, { eventId })).toEqual({
        outcome: "early",
        nextAttemptAt: result.nextAttemptAt,
      });
      deps.clock.advance(1);
      expect((await deliverExport(deps, { eventId })).outcome).toBe("retry");
      expect(sent).toEqual([eventId, eventId]);
    });

    test("gets ten tries with the same id, after which the event is DEAD", async () => {
      const { deps, sent, rowOf } = depsWith(failing);
      const { eventId } = await makePaidEvent(deps);
      for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
        expect((await deliverExport(deps, { eventId })).outcome).toBe("retry");
        deps.clock.set((await rowOf(eventId)).nextAttemptAt);
      }
      expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "dead" });
      deps.clock.advance(24 * 3_600_000);
      expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "not-due" });
      expect(sent).toEqual(Array(10).fill(eventId));
      expect(await rowOf(eventId)).toMatchObject({ status: "DEAD", attempts: 10 });
    });

    test("that throws an unexpected error is tried again, and the error is in the log, not in the row", async () => {
      const { deps, rowOf } = depsWith(async () => {
        throw new TypeError("secret in https://user:pass@host");
      });
      const { eventId } = await makePaidEvent(deps);
      expect((await deliverExport(deps, { eventId })).outcome).toBe("retry");
      expect((await rowOf(eventId)).lastError).toBe("The event could not be built or sent.");
      expect(deps.logged.some(({ level }) => level === "error")).toBe(true);
    });
  });

  describe("workers", () => {
    test("deliver an event once, however many try at once", async () => {
      const { deps, sent } = depsWith(taken);
      const { eventId } = await makePaidEvent(deps);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => deliverExport(deps, { eventId })),
      );
      expect(results.filter(({ outcome }) => outcome === "delivered")).toHaveLength(1);
      expect(sent).toEqual([eventId]);
    });

    test("end together when the receiver answers moments apart: the ends share a write", async () => {
      const answers: (() => void)[] = [];
      const { deps, sent } = depsWith(async () => {
        await new Promise<void>((resolve) => answers.push(resolve));
        return taken();
      });
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) ids.push((await makePaidEvent(deps)).eventId);
      const delivering = Promise.all(ids.map((eventId) => deliverExport(deps, { eventId })));
      await expect.poll(() => answers.length).toBe(5);
      const { postgresql } = deps.db;
      const query = postgresql && vi.spyOn(postgresql, "query");
      for (const answer of answers) {
        answer();
        await new Promise(setImmediate);
      }
      const outcomes = await delivering;
      if (query) expect(query).toHaveBeenCalledTimes(1);
      query?.mockRestore();
      expect(outcomes).toEqual(ids.map(() => ({ outcome: "delivered" })));
      expect(new Set(sent)).toEqual(new Set(ids));
      const rows = await deps.db.client.outboxEvent.findMany({ where: { id: { in: ids } } });
      expect(rows.map(({ status }) => status)).toEqual(ids.map(() => "DELIVERED"));
      await expectInvariants(deps);
    });

    test("lose the lease when killed between claim and delivery, and another worker delivers", async () => {
      const killed = depsWith(() => new Promise(() => {}));
      const { eventId } = await makePaidEvent(killed.deps);
      void deliverExport(killed.deps, { eventId });
      await expect.poll(() => killed.sent).toEqual([eventId]);

      const other = depsWith(taken);
      other.deps.clock.advance(LEASE_MS - 1);
      expect(await deliverExport(other.deps, { eventId })).toEqual({ outcome: "not-due" });
      other.deps.clock.advance(1);
      expect(await deliverExport(other.deps, { eventId })).toEqual({ outcome: "delivered" });
      expect(other.sent).toEqual([eventId]);
      expect((await other.rowOf(eventId)).attempts).toBe(2);
    });

    test("change nothing of another worker's delivery when they return after their lease", async () => {
      let fail = (_: Error) => {};
      const paused = depsWith(
        () =>
          new Promise((_, reject) => {
            fail = reject;
          }),
      );
      const { eventId } = await makePaidEvent(paused.deps);
      const late = deliverExport(paused.deps, { eventId });
      await expect.poll(() => paused.sent).toEqual([eventId]);
      const other = depsWith(taken);
      other.deps.clock.advance(LEASE_MS);
      await deliverExport(other.deps, { eventId });
      const row = await other.rowOf(eventId);

      fail(new DeliveryError("It answered 500.", 500));
      expect(await late).toEqual({ outcome: "not-due" });
      expect(await other.rowOf(eventId)).toEqual(row);
    });

    test("that are killed at every try leave the event DEAD, without an eleventh try", async () => {
      const { deps, sent, rowOf } = depsWith(() => new Promise(() => {}));
      const { eventId } = await makePaidEvent(deps);
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
        void deliverExport(deps, { eventId });
        await expect.poll(() => sent.length).toBe(attempt);
        deps.clock.advance(LEASE_MS);
      }
      expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "dead" });
      expect(sent).toHaveLength(MAX_ATTEMPTS);
      expect(await rowOf(eventId)).toMatchObject({ status: "DEAD", attempts: MAX_ATTEMPTS });
    });

    test("find an unknown or malformed event id not due", async () => {
      const { deps } = depsWith(taken);
      for (const eventId of ["nope", "", "\u0000", "%"]) {
        expect(await deliverExport(deps, { eventId })).toEqual({ outcome: "not-due" });
      }
    });
  });
});
