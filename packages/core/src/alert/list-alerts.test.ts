import {
  makePaidEvent,
  makeShopper,
  onEachDatabase,
  type TestDeps,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { setDeliveryPaused } from "../export/delivery-pause.ts";
import { DESTINATION_KEY } from "../export/destination.ts";
import { sampleExports } from "../export/sample-exports.ts";
import { runInvariantCheck } from "../invariants/run-invariant-check.ts";
import { aggregateRanking } from "../ranking/aggregate-ranking.ts";
import { listAlerts } from "./list-alerts.ts";
import type { AlertKind } from "./schema.ts";

const MINUTE_MS = 60_000;

onEachDatabase((database) => {
  let deps: TestDeps;
  let actorId: string;

  beforeEach(async () => {
    deps = testDeps(database());
    const { client } = deps.db;
    await client.setting.deleteMany();
    await client.exportAttempt.deleteMany();
    await client.outboxEvent.deleteMany();
    await client.exportSample.deleteMany();
    await client.rankingSnapshot.deleteMany();
    await client.rankingSum.deleteMany();
    await client.rankingSlice.deleteMany();
    actorId = await makeShopper(deps, { role: "owner" });
    await sampleExports(deps);
  });

  /** What makes each alert, and its age in seconds then. */
  const made = {
    invariantsBroken: async () => {
      await makeShopper(deps, { balance: 1_000 });
      await deps.db.client.account.updateMany({ data: { balance: { increment: 1 } } });
      await runInvariantCheck(deps, { actorId });
      deps.clock.advance(2 * MINUTE_MS);
      await runInvariantCheck(deps, { actorId });
      await deps.db.client.account.updateMany({ data: { balance: { decrement: 1 } } });
      return 120;
    },
    invariantsOld: async () => {
      await runInvariantCheck(deps, { actorId });
      deps.clock.advance(25 * MINUTE_MS + 1_000);
      return 1_501;
    },
    exportsDead: async () => {
      const { eventId } = await makePaidEvent(deps);
      await deps.db.client.outboxEvent.update({
        where: { id: eventId },
        data: { status: "DEAD" },
      });
      deps.clock.advance(10 * MINUTE_MS);
      return 600;
    },
    exportsStalled: async () => {
      deps.clock.advance(4 * MINUTE_MS);
      return 240;
    },
    exportsElsewhere: async () => {
      const value = JSON.stringify("https://elsewhere.test/orders");
      await deps.db.client.setting.create({
        data: { key: DESTINATION_KEY, value, updatedAt: deps.clock.now() },
      });
      return null;
    },
    exportsPaused: async () => {
      await setDeliveryPaused(deps, { paused: true, actorId });
      deps.clock.advance(3 * MINUTE_MS);
      return 180;
    },
    exportsLate: async () => {
      await makePaidEvent(deps);
      deps.clock.advance(61_000);
      return 61;
    },
    rankingOld: async () => {
      await aggregateRanking(deps);
      deps.clock.advance(30 * MINUTE_MS + 1_000);
      return 1_801;
    },
  } satisfies Record<AlertKind, () => Promise<number | null>>;

  it("there are none while all is well", async () => {
    await aggregateRanking(deps);
    await runInvariantCheck(deps, { actorId });
    expect(await listAlerts(deps)).toEqual([]);
  });

  it.each(Object.entries(made))("%s says since when", async (kind, make) => {
    const ageSeconds = await make();
    // Whoever delivers takes a sample every minute.
    if (kind !== "exportsStalled") await sampleExports(deps);
    expect(await listAlerts(deps)).toEqual([{ kind, ageSeconds }]);
  });
});
