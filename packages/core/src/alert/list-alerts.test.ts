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
import { newId } from "../ids.ts";
import { runInvariantCheck } from "../invariants/run-invariant-check.ts";
import { aggregateRanking } from "../ranking/aggregate-ranking.ts";
import { setAlertRules } from "./alert-rules.ts";
import { listAlerts } from "./list-alerts.ts";
import type { AlertKind, SetAlertRules } from "./schema.ts";

const MINUTE_MS = 60_000;

const rules = {
  off: [],
  diskFreePercent: 10,
  language: "ko",
  webhookUrl: null,
  quiet: null,
} as const satisfies Partial<SetAlertRules>;

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
    await client.alertEpisode.deleteMany();
    await client.message.deleteMany();
    await client.rankingSnapshot.deleteMany();
    await client.rankingSum.deleteMany();
    await client.rankingSlice.deleteMany();
    actorId = await makeShopper(deps, { role: "owner" });
    await sampleExports(deps);
  });

  /** As the watch of another process found it two minutes ago. */
  const measured = async (kind: AlertKind) => {
    const episode = { id: newId(deps.clock), kind, openKey: kind, since: deps.clock.now() };
    await deps.db.client.alertEpisode.create({ data: episode });
    deps.clock.advance(2 * MINUTE_MS);
    return 120;
  };

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
    messagesFailed: async () => {
      const mailTo = ["owner@example.com"];
      await setAlertRules(deps, {
        ...rules,
        off: [],
        mailTo,
        actorId,
        idempotencyKey: newId(deps.clock),
      });
      const [recipient = ""] = mailTo;
      const at = deps.clock.now();
      const ended = { status: "DEAD", endedAt: at, lastError: "It answered 550." };
      const message = { channel: "MAIL", kind: "alert", recipient, language: "ko", data: {} };
      const times = { createdAt: at, nextAttemptAt: at };
      await deps.db.client.message.create({ data: { id: "m", ...message, ...times, ...ended } });
      deps.clock.advance(MINUTE_MS);
      return 60;
    },
    diskShort: () => measured("diskShort"),
    databaseShort: () => measured("databaseShort"),
    lockStoreGone: () => measured("lockStoreGone"),
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
