import {
  type AlertRules,
  listAlertsNow,
  newId,
  sendMessages,
  setAlertRules,
  testAlerts,
  watchAlerts,
} from "@sunchak/core";
import {
  allAtOnce,
  createTestDatabase,
  makeCampaign,
  makeProduct,
  makeShopper,
  TestClock,
  testDeps,
  times,
} from "@sunchak/testing";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answering, type Receiver, startReceiver } from "./receiver.fixture.ts";
import { createWebhooks } from "./webhooks.ts";

const MINUTE_MS = 60_000;
const webhookSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
/** 12:00 in Seoul. */
const noon = new Date("2026-11-27T03:00:00.000Z");

describe.each(["sqlite", "postgresql"] as const)("alerts that are told, on %s", (provider) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let receiver: Receiver;
  let status: number;
  let clock: TestClock;
  let actorId: string;

  beforeEach(async () => {
    database = await createTestDatabase(provider);
    status = 200;
    receiver = await startReceiver((...call) => answering(status)(...call));
    clock = new TestClock(noon);
    actorId = await makeShopper(depsOf(), { role: "owner" });
  });
  afterEach(async () => {
    await receiver.close();
    await database.drop();
  });

  /** Of a process of its own: each has its door. */
  const depsOf = (freeSpace = async () => 0.5) => ({
    ...testDeps(database.db, { clock }),
    webhooks: createWebhooks({ limitMs: 500 }),
    freeSpace,
  });
  const tell = (rules: Partial<AlertRules> = {}) =>
    setAlertRules(depsOf(), {
      off: ["exportsStalled"],
      diskFreePercent: 10,
      mailTo: [],
      language: "ko",
      webhookUrl: receiver.url,
      webhookSecret,
      quiet: null,
      ...rules,
      actorId,
      idempotencyKey: newId(clock),
    } as Parameters<typeof setAlertRules>[1]);
  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));
  const toldOf = (kind: string) =>
    bodies()
      .filter((body) => body.kind === kind)
      .map(({ state }) => state);

  test("a beginning and an end are each told once, signed, whatever number of processes watch", async () => {
    await tell();
    const id = await makeProduct(depsOf(), { stock: 3 });
    await allAtOnce(times(6, () => () => watchAlerts(depsOf())));
    await allAtOnce(times(3, () => () => sendMessages(depsOf())));
    expect(toldOf("stockLow")).toEqual(["began"]);
    const [first] = receiver.received;
    new Webhook(webhookSecret).verify(first?.body ?? "", first?.headers ?? {});
    expect(bodies()[0]).toMatchObject({
      id: first?.headers["webhook-id"],
      tone: "caution",
      since: noon.toISOString(),
      link: `https://admin.test/products/${id}`,
      subjects: [{ id }],
    });
    await database.db.client.product.update({ where: { id }, data: { stock: 50 } });
    clock.advance(5 * MINUTE_MS);
    await allAtOnce(times(6, () => () => watchAlerts(depsOf())));
    await sendMessages(depsOf());
    expect(toldOf("stockLow")).toEqual(["began", "ended"]);
  });

  test("a campaign that sells out is told once, also when it sells out again", async () => {
    await tell();
    const id = await makeCampaign(depsOf(), { totalQuantity: 1 });
    const { client } = database.db;
    const watcher = depsOf();
    for (const issuedCount of [1, 0, 1]) {
      await client.couponCampaign.update({ where: { id }, data: { issuedCount } });
      await watchAlerts(watcher);
    }
    await sendMessages(depsOf());
    expect(toldOf("dropSoldOut")).toEqual(["began"]);
  });

  test("one process keeps the watch, so that two disks make no alert come and go", async () => {
    await tell();
    const full = depsOf(async () => 0.05);
    await watchAlerts(full);
    await watchAlerts(depsOf());
    await sendMessages(depsOf());
    expect(toldOf("diskShort")).toEqual(["began"]);
    // The process that kept it is gone.
    clock.advance(3 * MINUTE_MS);
    await watchAlerts(depsOf());
    await sendMessages(depsOf());
    expect(toldOf("diskShort")).toEqual(["began", "ended"]);
  });

  test("what holds is shown with whom was told, and only while somebody watches is all known to be well", async () => {
    await tell();
    const id = await makeProduct(depsOf(), { stock: 3 });
    expect(await listAlertsNow(depsOf())).toMatchObject({ checkedAt: null, isWatched: false });
    // This process cannot tell how full its disk is.
    const { freeSpace, ...blind } = depsOf();
    await watchAlerts(blind);
    await makeProduct(depsOf(), { stock: 3 });
    expect(await listAlertsNow(depsOf())).toMatchObject({
      checkedAt: noon.toISOString(),
      isWatched: true,
      unknown: ["diskShort"],
      canMail: false,
      news: [{ kind: "stockLow", subject: { id }, toldAt: noon.toISOString() }],
      moreNews: 0,
    });
    clock.advance(6 * MINUTE_MS);
    expect(await listAlertsNow(depsOf())).toMatchObject({ isWatched: false });
  });

  test("what begins in quiet hours waits for their end, and is told if it still holds", async () => {
    await tell({ quiet: { from: "11:00", to: "13:00", passesNegative: true } });
    const low = await makeProduct(depsOf(), { stock: 3 });
    const passing = await makeProduct(depsOf(), { stock: 2 });
    const watcher = depsOf(async () => 0.05);
    await watchAlerts(watcher);
    await sendMessages(watcher);
    expect([toldOf("stockLow"), toldOf("diskShort")]).toEqual([[], ["began"]]);
    await database.db.client.product.update({ where: { id: passing }, data: { stock: 50 } });
    clock.advance(60 * MINUTE_MS);
    await watchAlerts(watcher);
    await sendMessages(watcher);
    expect(bodies().at(-1)).toMatchObject({ kind: "stockLow", subjects: [{ id: low }] });
  });

  test("a receiver that fails gets the same id again, and after ten tries the message is dead", async () => {
    await tell();
    await makeProduct(depsOf(), { stock: 3 });
    await watchAlerts(depsOf());
    status = 503;
    for (let tries = 0; tries < 12; tries++) {
      await sendMessages(depsOf());
      clock.advance(61 * MINUTE_MS);
    }
    expect(receiver.received).toHaveLength(10);
    expect(new Set(bodies().map(({ id }) => id)).size).toBe(1);
    expect(await database.db.client.message.findFirst()).toMatchObject({
      status: "DEAD",
      lastError: "It answered 503.",
    });
  });

  test("a test says what became of it, and is not tried again", async () => {
    await tell();
    const asked = { channel: "WEBHOOK", actorId } as const;
    const first = await testAlerts(depsOf(), { ...asked, idempotencyKey: "1" });
    status = 500;
    const second = await testAlerts(depsOf(), { ...asked, idempotencyKey: "2" });
    expect([...first.outcomes, ...second.outcomes]).toMatchObject([
      { status: "SENT", error: null },
      { status: "DEAD", error: "It answered 500." },
    ]);
    expect(bodies().map(({ state }) => state)).toEqual(["test", "test"]);
  });

  test("the audit log holds neither the webhook’s secret nor its token", async () => {
    await tell({ webhookUrl: "https://hooks.example.com/T0123456789ABCDEFGH" });
    const log = JSON.stringify(await database.db.client.auditEntry.findMany());
    expect(log).toContain("hooks.example.com");
    expect(log).not.toContain("T0123456789ABCDEFGH");
    expect(log).not.toContain(webhookSecret);
  });
});
