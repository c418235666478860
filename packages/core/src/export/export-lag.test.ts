import {
  makePaidEvent,
  makeShopper,
  onEachDatabase,
  platformOf,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { deliverExport } from "./deliver-export.ts";
import { setDeliveryPaused } from "./delivery-pause.ts";
import { getAdminExportStatus } from "./get-admin-export-status.ts";
import { getExportLag } from "./get-export-lag.ts";
import { replayExports } from "./replay-exports.ts";
import { purgeExportSamples, sampleExports } from "./sample-exports.ts";
import { DeliveryError } from "./schema.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

onEachDatabase((database) => {
  let deps: TestDeps;
  const seoul = (time: string) => new Date(`${time}+09:00`);
  const samples = () => deps.db.client.exportSample.findMany({ orderBy: { at: "asc" } });
  const sample = (at: Date, [waiting, dead, lagSeconds]: [number, number, number]) =>
    deps.db.client.exportSample.create({ data: { at, waiting, dead, lagSeconds } });

  beforeEach(async () => {
    deps = testDeps(database());
    await deps.db.client.exportSample.deleteMany();
    await deps.db.client.exportAttempt.deleteMany();
    await deps.db.client.outboxEvent.deleteMany();
  });

  describe("a sample", () => {
    test("is taken once a minute, however many processes try", async () => {
      await makePaidEvent(deps);
      deps.clock.set(new Date("2026-11-22T03:01:30.500Z"));
      await Promise.all(Array.from({ length: 10 }, () => sampleExports(deps)));
      deps.clock.advance(29_000);
      await sampleExports(deps);
      deps.clock.advance(1_000);
      await sampleExports(deps);
      expect(await samples()).toEqual([
        { at: new Date("2026-11-22T03:01:00.000Z"), waiting: 1, dead: 0, lagSeconds: 90 },
        { at: new Date("2026-11-22T03:02:00.000Z"), waiting: 1, dead: 0, lagSeconds: 120 },
      ]);
    });

    test("is deleted after 30 days, not before", async () => {
      const now = deps.clock.now().getTime();
      for (const age of [31 * DAY_MS, 30 * DAY_MS + 1, 30 * DAY_MS, 0]) {
        await sample(new Date(now - age), [0, 0, 0]);
      }
      expect(await purgeExportSamples(deps)).toBe(2);
      expect((await samples()).map(({ at }) => now - at.getTime())).toEqual([30 * DAY_MS, 0]);
    });
  });

  describe("the series", () => {
    test("shows the worst lag of each hour, and null where there is no sample", async () => {
      deps.clock.set(seoul("2026-11-22T12:40:00"));
      await sample(seoul("2026-11-21T12:59:00"), [99, 99, 9_999]);
      await sample(seoul("2026-11-21T13:00:00"), [1, 0, 10]);
      await sample(seoul("2026-11-22T11:00:00"), [3, 0, 20]);
      await sample(seoul("2026-11-22T11:30:00"), [2, 4, 300]);
      await sample(seoul("2026-11-22T11:59:00"), [1, 1, 7]);
      await sample(seoul("2026-11-22T12:00:00"), [0, 0, 0]);
      const { bucket, items } = await getExportLag(deps, { range: "24h" });
      expect([bucket, items.length]).toEqual(["hour", 24]);
      const hour = (time: string, worst: object) => ({ at: seoul(time).toISOString(), ...worst });
      expect(items[0]).toEqual(
        hour("2026-11-21T13:00:00", { waiting: 1, dead: 0, lagSeconds: 10 }),
      );
      expect(items.slice(21)).toEqual([
        hour("2026-11-22T10:00:00", { waiting: null, dead: null, lagSeconds: null }),
        hour("2026-11-22T11:00:00", { waiting: 3, dead: 4, lagSeconds: 300 }),
        hour("2026-11-22T12:00:00", { waiting: 0, dead: 0, lagSeconds: 0 }),
      ]);
    });

    test("of a week or a month has a bucket for each of Seoul's days", async () => {
      deps.clock.set(seoul("2026-11-22T00:10:00"));
      await sample(seoul("2026-10-23T23:59:00"), [9, 9, 9]);
      await sample(seoul("2026-10-24T00:00:00"), [1, 1, 1]);
      await sample(seoul("2026-11-16T00:00:00"), [2, 2, 2]);
      await sample(seoul("2026-11-21T00:00:00"), [2, 2, 2]);
      await sample(seoul("2026-11-21T23:59:00"), [3, 3, 3]);
      await sample(seoul("2026-11-22T00:00:00"), [4, 4, 4]);
      const lags = async (range: "7d" | "30d") => {
        const { bucket, items } = await getExportLag(deps, { range });
        expect(bucket).toBe("day");
        return items.map(({ lagSeconds }) => lagSeconds);
      };
      expect(await lags("7d")).toEqual([2, null, null, null, null, 3, 4]);
      const month = await lags("30d");
      expect([month.length, month[0], month.slice(23)]).toEqual([
        30,
        1,
        [2, null, null, null, null, 3, 4],
      ]);
    });
  });

  describe("the status", () => {
    test("says that nothing delivers when there was no sample for three minutes", async () => {
      expect(await getAdminExportStatus(deps)).toMatchObject({ stalled: true, lastSampleAt: null });
      await sampleExports(deps);
      const lastSampleAt = deps.clock.now().toISOString();
      deps.clock.advance(3 * MINUTE_MS);
      expect(await getAdminExportStatus(deps)).toMatchObject({ stalled: false, lastSampleAt });
      deps.clock.advance(1);
      expect(await getAdminExportStatus(deps)).toMatchObject({ stalled: true, lastSampleAt });
    });

    test("says who paused delivery and when", async () => {
      const [first, second] = [await makeShopper(deps), await makeShopper(deps)];
      const switched = async (actorId: string, paused: boolean) => {
        deps.clock.advance(MINUTE_MS);
        await setDeliveryPaused(deps, { actorId, paused });
        return deps.clock.now().toISOString();
      };
      await switched(first, true);
      await switched(first, false);
      expect(await getAdminExportStatus(deps)).toMatchObject({ paused: false, pause: null });
      const at = await switched(second, true);
      // Pausing again changes nothing, not even who paused.
      await switched(first, true);
      expect(await getAdminExportStatus(deps)).toMatchObject({
        paused: true,
        pause: { at, by: { id: second, name: "장보미" } },
      });
      await switched(first, false);
    });

    test("counts the failing events and names the latest errors, the most frequent first", async () => {
      const errors = ["It answered 503.", "It answered 503.", "It took longer than 10 s."];
      deps.dataPlatform = platformOf(async () => {
        throw new DeliveryError(errors.pop() ?? "It answered 500.");
      });
      const ids: string[] = [];
      for (let i = 0; i < 4; i++) ids.push((await makePaidEvent(deps)).eventId);
      const [, b = "", c = ""] = ids;
      for (const eventId of ids.slice(0, 3)) await deliverExport(deps, { eventId });
      await deps.db.client.outboxEvent.update({ where: { id: c }, data: { status: "DEAD" } });
      expect(await getAdminExportStatus(deps)).toMatchObject({
        waiting: 3,
        dead: 1,
        failing: 2,
        lastErrors: [
          { error: "It answered 503.", count: 2 },
          { error: "It took longer than 10 s.", count: 1 },
        ],
      });
      await replayExports(deps, { ids: [c] });
      deps.dataPlatform = platformOf(async () => ({ status: 200 }));
      deps.clock.advance(MINUTE_MS);
      await deliverExport(deps, { eventId: b });
      expect(await getAdminExportStatus(deps)).toMatchObject({
        waiting: 3,
        dead: 0,
        failing: 1,
        lastErrors: [{ error: "It took longer than 10 s.", count: 1 }],
      });
    });
  });
});
