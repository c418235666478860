import { DeliveryError } from "@sunchak/core";
import { makePaidEvent, onEachDatabase, testDeps } from "@sunchak/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { getExportStatus } from "./get-export-status.ts";
import { platformThat, taken } from "./platform.fixture.ts";
import { replayDeadExports, replayExports } from "./replay-exports.ts";
import { sweepExports } from "./sweep-exports.ts";

onEachDatabase((database) => {
  const depsWith = (answer: () => Promise<{ status: number | null }>) => {
    const dataPlatform = platformThat(answer);
    return { deps: testDeps(database(), { dataPlatform }), sent: dataPlatform.sent };
  };
  const failing = async (): Promise<never> => {
    throw new DeliveryError("It answered 500.", 500);
  };

  beforeEach(async () => {
    await database().client.outboxEvent.updateMany({
      data: { status: "DELIVERED", deliveredAt: new Date(0) },
    });
  });

  const makeEvents = async (count: number) => {
    const { deps } = depsWith(taken);
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push((await makePaidEvent(deps)).eventId);
    return ids.sort();
  };

  describe("a sweep", () => {
    test("delivers every due event once, at most eight at a time", async () => {
      const ids = await makeEvents(20);
      let now = 0;
      let most = 0;
      const { deps, sent } = depsWith(async () => {
        most = Math.max(most, ++now);
        await new Promise(setImmediate);
        now -= 1;
        return { status: 200 };
      });
      expect(await sweepExports(deps)).toBe(20);
      expect(sent.toSorted()).toEqual(ids);
      expect(most).toBeLessThanOrEqual(8);
    });

    test("delivers each event once, even beside other sweeps", async () => {
      const ids = await makeEvents(20);
      const { deps, sent } = depsWith(taken);
      const counts = await Promise.all(Array.from({ length: 4 }, () => sweepExports(deps)));
      expect(counts.reduce((a, b) => a + b)).toBe(20);
      expect(sent.toSorted()).toEqual(ids);
    });

    test("tries a failing event once, and again only when it is due", async () => {
      const [id] = await makeEvents(1);
      const { deps, sent } = depsWith(failing);
      await sweepExports(deps);
      await sweepExports(deps);
      expect(sent).toEqual([id]);
      deps.clock.advance(1_000);
      await sweepExports(deps);
      expect(sent).toEqual([id, id]);
    });

    test("leaves an event that becomes due again meanwhile to the next sweep", async () => {
      const ids = await makeEvents(9);
      const { deps, sent } = depsWith(async () => {
        // At the ninth event, the eight before it are due again.
        if (sent.length === 9) deps.clock.advance(1_000);
        return failing();
      });
      await sweepExports(deps);
      expect(sent.toSorted()).toEqual(ids);
    });

    test("delivers every other event while one receiver call hangs", async () => {
      const ids = await makeEvents(20);
      let release = () => {};
      const { deps, sent } = depsWith(() =>
        sent.length > 1
          ? taken()
          : new Promise((resolve) => {
              release = () => resolve({ status: 200 });
            }),
      );
      const sweeping = sweepExports(deps);
      await expect.poll(() => sent.toSorted()).toEqual(ids);
      release();
      expect(await sweeping).toBe(20);
    });

    test("stops before its next events when it is asked to", async () => {
      await makeEvents(10);
      const stop = new AbortController();
      const { deps, sent } = depsWith(async () => {
        stop.abort();
        return { status: 200 };
      });
      expect(await sweepExports(deps, { signal: stop.signal })).toBe(8);
      expect(sent).toHaveLength(8);
    });
  });

  describe("a replay", () => {
    const kill = (ids: string[]) =>
      database().client.outboxEvent.updateMany({
        where: { id: { in: ids } },
        data: { status: "DEAD", attempts: 10 },
      });

    test("tries a dead event from the start under the same id, and wakes the export", async () => {
      const [dead, alive] = await makeEvents(2);
      if (!dead || !alive) throw new Error("no events");
      await kill([dead]);
      const { deps, sent } = depsWith(failing);
      const eventIds = [dead, alive, "nope", "\u0000"];
      expect(await replayExports(deps, { ids: eventIds })).toEqual({ eventIds: [dead] });
      expect(deps.relayed).toEqual([dead]);
      await sweepExports(deps);
      expect(sent).toContain(dead);
      expect(
        await deps.db.client.outboxEvent.findUniqueOrThrow({ where: { id: dead } }),
      ).toMatchObject({ status: "PENDING", attempts: 1 });
    });

    test("of all dead events does not touch the delivered ones", async () => {
      const ids = await makeEvents(3);
      const { deps, sent } = depsWith(taken);
      await sweepExports(deps);
      const more = await makeEvents(2);
      await kill(more);
      expect(await replayDeadExports(deps)).toEqual({ count: 2 });
      await sweepExports(deps);
      expect(sent.toSorted()).toEqual([...ids, ...more].sort());
    });

    test("the status shows what waits, what is dead, and since when", async () => {
      const { deps } = depsWith(taken);
      expect(await getExportStatus(deps)).toEqual({ waiting: 0, dead: 0, lagSeconds: 0 });
      const [first] = await makeEvents(3);
      if (!first) throw new Error("no event");
      await kill([first]);
      deps.clock.advance(90_500);
      expect(await getExportStatus(deps)).toEqual({ waiting: 2, dead: 1, lagSeconds: 90 });
    });
  });
});
