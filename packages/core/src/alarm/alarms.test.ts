import { randomBytes } from "node:crypto";
import {
  adjustStock,
  findAlarm,
  type PushMessage,
  type PushOutcome,
  type PushService,
  type PushTarget,
  pauseCampaign,
  sendAlarms,
  setAlarm,
  setAlarmInput,
  unsetAlarm,
} from "@sunchak/core";
import { databaseOf, type Prisma } from "@sunchak/db";
import {
  allAtOnce,
  makeCampaign,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { LEAD_MS } from "./due-alarms.ts";
import { LEASE_MS, MAX_TRIES } from "./send-alarms.ts";
import { MAX_DEVICES } from "./set-alarm.ts";

const newDevice = () => ({
  endpoint: `https://push.test/${randomBytes(8).toString("hex")}`,
  p256dh: randomBytes(65).toString("base64url"),
  auth: randomBytes(16).toString("base64url"),
});

/** A push service that records what it took. */
function pushThat(answer: (to: PushTarget) => PushOutcome | Promise<PushOutcome>) {
  const sent: { endpoint: string; message: PushMessage }[] = [];
  const push: PushService = {
    publicKey: "key",
    accepts: (endpoint) => endpoint.startsWith("https://push.test/"),
    async send(to, message) {
      sent.push({ endpoint: to.endpoint, message });
      return answer(to);
    },
  };
  return { push, sent, endpoints: () => sent.map(({ endpoint }) => endpoint) };
}

const taken = (): PushOutcome => ({ outcome: "taken" });
const failed = (): PushOutcome => ({ outcome: "failed", reason: "503", retryAfterMs: null });

onEachDatabase((database) => {
  const depsWith = (answer: Parameters<typeof pushThat>[0] = taken) => {
    const service = pushThat(answer);
    return { deps: testDeps(database(), { push: service.push }), ...service };
  };
  type TestDeps = ReturnType<typeof depsWith>["deps"];

  beforeEach(async () => {
    await database().client.alarm.deleteMany();
    await database().client.pushDevice.deleteMany();
  });

  const inMs = ({ clock }: TestDeps, ms: number) => new Date(clock.now().getTime() + ms);

  /** A campaign that opens in an hour, for which a new device of a new shopper has an alarm. */
  async function makeDropAlarm(deps: TestDeps, language: "ko" | "en" = "ko") {
    const [userId, id] = [
      await makeShopper(deps),
      await makeCampaign(deps, { opensAt: inMs(deps, 3_600_000) }),
    ];
    const device = newDevice();
    const set = { userId, kind: "drop", id, device, language } as const;
    const { deviceId } = await setAlarm(deps, set);
    return { ...set, deviceId };
  }

  const payloadOf = ({ message }: { message: PushMessage } = { message: {} as PushMessage }) =>
    JSON.parse(message.payload) as Record<string, unknown>;

  describe("an alarm of a drop", () => {
    test("is sent once, five minutes before the opening, in the device's language", async () => {
      const { deps, sent } = depsWith();
      const korean = await makeDropAlarm(deps);
      const english = await makeDropAlarm(deps, "en");
      deps.clock.advance(3_600_000 - LEAD_MS - 1);
      expect(await sendAlarms(deps)).toBe(0);
      deps.clock.advance(1);
      expect(await sendAlarms(deps)).toBe(2);
      expect(await sendAlarms(deps)).toBe(0);

      const byDevice = new Map(sent.map((one) => [one.endpoint, one]));
      const message = byDevice.get(korean.device.endpoint);
      expect(payloadOf(message)).toEqual({
        title: "13:00에 열려요: 선착순 쿠폰",
        body: expect.any(String),
        path: `/coupons/${korean.id}`,
        language: "ko",
        tag: message?.message.topic,
      });
      expect(message?.message).toMatchObject({ ttl: 900, isUrgent: true });
      expect(payloadOf(byDevice.get(english.device.endpoint))).toMatchObject({
        title: "Opens at 13:00 (Seoul): First-come coupon",
        language: "en",
      });
      expect(await findAlarm(deps, korean)).toEqual({ isSet: false });
    });

    test("follows an opening that an admin moves", async () => {
      const { deps } = depsWith();
      const { id } = await makeDropAlarm(deps);
      await deps.db.client.couponCampaign.update({
        where: { id },
        data: { opensAt: inMs(deps, 7_200_000) },
      });
      deps.clock.advance(3_600_000);
      expect(await sendAlarms(deps)).toBe(0);
      deps.clock.advance(3_600_000 - LEAD_MS);
      expect(await sendAlarms(deps)).toBe(1);
    });

    test("says that it is open when it comes late, and nothing when none is left or it is over", async () => {
      const { deps, sent } = depsWith();
      const [open, soldOut, closed, paused] = [
        await makeDropAlarm(deps),
        await makeDropAlarm(deps),
        await makeDropAlarm(deps),
        await makeDropAlarm(deps),
      ];
      const { couponCampaign } = deps.db.client;
      await couponCampaign.update({ where: { id: soldOut.id }, data: { issuedCount: 100 } });
      await couponCampaign.update({
        where: { id: closed.id },
        data: { closesAt: inMs(deps, 3_600_001) },
      });
      const actorId = await makeShopper(deps, { role: "owner" });
      await pauseCampaign(deps, { id: paused.id, actorId });
      deps.clock.advance(3_700_000);
      expect(await sendAlarms(deps)).toBe(1);
      expect(sent.map(payloadOf)).toMatchObject([
        { title: "지금 열려 있어요: 선착순 쿠폰", path: `/coupons/${open.id}` },
      ]);
      const waiting = await deps.db.client.alarm.findMany();
      expect(waiting.map(({ campaignId }) => campaignId)).toEqual([paused.id]);
      await couponCampaign.update({ where: { id: soldOut.id }, data: { issuedCount: 0 } });
    });
  });

  describe("an alarm of a product", () => {
    test("is sent once it is in stock again, and not while it is archived", async () => {
      const { deps, sent } = depsWith();
      const userId = await makeShopper(deps);
      const id = await makeProduct(deps, { stock: 0 });
      const device = newDevice();
      await setAlarm(deps, { userId, kind: "restock", id, device, language: "ko" });
      expect(await sendAlarms(deps)).toBe(0);
      const actorId = await makeShopper(deps, { role: "owner" });
      await adjustStock(deps, { id, quantity: 7, reason: "입고", actorId });
      const archive = (archivedAt: Date | null) =>
        deps.db.client.product.update({ where: { id }, data: { archivedAt } });
      await archive(deps.clock.now());
      expect(await sendAlarms(deps)).toBe(0);
      await archive(null);
      expect(await sendAlarms(deps)).toBe(1);
      expect(await sendAlarms(deps)).toBe(0);
      expect(sent.map(payloadOf)).toMatchObject([
        {
          title: "다시 들어왔어요: 도자기 머그",
          path: `/products/${id}`,
          body: "지금 7개 있어요.",
        },
      ]);
    });
  });

  describe("what changes while a worker is at an alarm", () => {
    /** Does `change` once, before or after the first read of alarms that `isRead` tells. */
    function changing(
      deps: TestDeps,
      isRead: (where: Prisma.AlarmWhereInput) => boolean,
      when: "before" | "after",
      change: () => Promise<unknown>,
    ): TestDeps {
      let isDone = false;
      const db = database();
      const client = db.client.$extends({
        query: {
          alarm: {
            async findMany({ args, query }) {
              const isNow = !isDone && isRead(args.where ?? {});
              isDone ||= isNow;
              if (isNow && when === "before") await change();
              const found = await query(args);
              if (isNow && when === "after") await change();
              return found;
            },
          },
        },
      });
      return { ...deps, db: databaseOf(client as unknown as typeof db.client, db) };
    }
    const isDueRead = ({ claimToken }: Prisma.AlarmWhereInput) => claimToken === undefined;
    const isClaimRead = (where: Prisma.AlarmWhereInput) => !isDueRead(where);

    async function makeRestockAlarm(deps: TestDeps) {
      const id = await makeProduct(deps, { stock: 3 });
      const userId = await makeShopper(deps);
      await setAlarm(deps, { userId, kind: "restock", id, device: newDevice(), language: "ko" });
      return (stock: number) => deps.db.client.product.update({ where: { id }, data: { stock } });
    }

    test("counts at the claim: nobody hears that a product is back which is gone again", async () => {
      const { deps, sent } = depsWith();
      const setStock = await makeRestockAlarm(deps);
      expect(await sendAlarms(changing(deps, isDueRead, "after", () => setStock(0)))).toBe(0);
      const untouched = { claimToken: null, attempts: 0 };
      expect(await deps.db.client.alarm.findMany()).toMatchObject([untouched]);
      await setStock(1);
      expect(await sendAlarms(deps)).toBe(1);
      expect(sent).toHaveLength(1);
    });

    test("counts after the claim: the alarm waits a minute, and its tries are not used up", async () => {
      const { deps, sent } = depsWith();
      const setStock = await makeRestockAlarm(deps);
      for (let more = 0; more <= MAX_TRIES; more++) {
        expect(await sendAlarms(changing(deps, isClaimRead, "before", () => setStock(0)))).toBe(0);
        await setStock(1);
        deps.clock.advance(59_999);
        expect(await sendAlarms(deps)).toBe(0);
        deps.clock.advance(1);
      }
      expect(await sendAlarms(deps)).toBe(1);
      expect(sent).toHaveLength(1);
    });

    test.each([
      ["pausing keeps the alarm", { pausedAt: new Date(0) }, { pausedAt: null }, 1],
      ["selling out ends it", { issuedCount: 100 }, {}, 0],
    ] as const)("counts for a campaign: %s", async (_, change, back, later) => {
      const { deps } = depsWith();
      const { id } = await makeDropAlarm(deps);
      deps.clock.advance(3_600_000);
      const update = (data: Prisma.CouponCampaignUpdateInput) =>
        deps.db.client.couponCampaign.update({ where: { id }, data });
      expect(await sendAlarms(changing(deps, isClaimRead, "before", () => update(change)))).toBe(0);
      await update(back);
      deps.clock.advance(60_000);
      expect(await sendAlarms(deps)).toBe(later);
      expect(await deps.db.client.alarm.count()).toBe(0);
      await update({ issuedCount: 0 });
    });
  });

  describe("setting an alarm", () => {
    test("many times at once, or again, makes one device and one alarm", async () => {
      const { deps } = depsWith();
      const { deviceId, ...set } = await makeDropAlarm(deps);
      const { succeeded } = await allAtOnce(times(20, () => () => setAlarm(deps, set)));
      expect(succeeded).toEqual(Array(20).fill({ deviceId }));
      expect(await deps.db.client.pushDevice.count()).toBe(1);
      expect(await deps.db.client.alarm.count()).toBe(1);
      expect(await findAlarm(deps, { ...set, deviceId })).toEqual({ isSet: true });
    });

    test("is taken back by its shopper alone", async () => {
      const { deps } = depsWith();
      const alarm = await makeDropAlarm(deps);
      const other = { ...alarm, userId: await makeShopper(deps) };
      await unsetAlarm(deps, other);
      expect(await findAlarm(deps, other)).toEqual({ isSet: false });
      expect(await findAlarm(deps, alarm)).toEqual({ isSet: true });
      await unsetAlarm(deps, alarm);
      expect(await findAlarm(deps, alarm)).toEqual({ isSet: false });
    });

    test("on a device of somebody else takes it over, without their alarms", async () => {
      const { deps } = depsWith();
      const first = await makeDropAlarm(deps);
      const userId = await makeShopper(deps);
      const id = await makeProduct(deps, { stock: 0 });
      await setAlarm(deps, { ...first, userId, kind: "restock", id });
      const alarms = await deps.db.client.alarm.findMany({ include: { device: true } });
      expect(alarms.map((one) => [one.productId, one.device.userId])).toEqual([[id, userId]]);
    });

    test("keeps a shopper's newest devices", async () => {
      const { deps } = depsWith();
      const { userId, kind, id, language, deviceId } = await makeDropAlarm(deps);
      for (let more = 0; more < MAX_DEVICES; more++) {
        deps.clock.advance(1);
        await setAlarm(deps, { userId, kind, id, language, device: newDevice() });
      }
      expect(await deps.db.client.pushDevice.count()).toBe(MAX_DEVICES);
      expect(await deps.db.client.pushDevice.count({ where: { id: deviceId } })).toBe(0);
    });

    test("is refused for what is not there, and for an address that is no push service's", async () => {
      const { deps } = depsWith();
      const userId = await makeShopper(deps);
      const archived = await makeProduct(deps, { stock: 0, archived: true });
      const set = { userId, device: newDevice(), language: "ko" } as const;
      for (const [kind, id] of [
        ["drop", "nope"],
        ["drop", "\u0000"],
        ["restock", archived],
      ] as const) {
        const refusal = { code: "NOT_FOUND" };
        await expect(setAlarm(deps, { ...set, kind, id })).rejects.toMatchObject(refusal);
      }
      const id = await makeProduct(deps, { stock: 0 });
      const inside = { ...newDevice(), endpoint: "http://169.254.169.254/" };
      const unwanted = setAlarm(deps, { ...set, kind: "restock", id, device: inside });
      await expect(unwanted).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
      expect(await deps.db.client.pushDevice.count()).toBe(0);
    });
  });

  describe("an address that a browser never makes", () => {
    const hangul = (length: number) =>
      times(length, (i) => String.fromCharCode(0xac00 + ((i * 7_919) % 11_000))).join("");

    test.each([
      ["https://push.test/a\u0000b", "https://push.test/a%00b"],
      ["https://push.test/\ud800", "https://push.test/%EF%BF%BD"],
      [" HTTPS://Push.test/a\t ", "https://push.test/a"],
      [`https://push.test/${"a".repeat(1_982)}`, `https://push.test/${"a".repeat(1_982)}`],
      [`https://push.test/${hangul(220)}`, `https://push.test/${encodeURI(hangul(220))}`],
    ])("%j is stored as it is requested", async (endpoint, stored) => {
      const { deps } = depsWith();
      const { userId } = await makeDropAlarm(deps);
      const id = await makeProduct(deps, { stock: 0 });
      const device = { ...newDevice(), endpoint };
      const set = setAlarmInput.parse({ kind: "restock", id, device, language: "ko" });
      const { deviceId } = await setAlarm(deps, { ...set, userId });
      expect(await deps.db.client.pushDevice.findUnique({ where: { id: deviceId } })).toMatchObject(
        { endpoint: stored },
      );
    });

    test.each([
      `https://push.test/${hangul(221)}`,
      `https://push.test/${"a".repeat(1_983)}`,
      "https://\u0000.test/",
      "ftp://push.test/",
      "push.test",
    ])("%j is refused", (endpoint) => {
      const device = { ...newDevice(), endpoint };
      const asked = { kind: "drop", id: "a", device, language: "ko" };
      expect(setAlarmInput.safeParse(asked).success).toBe(false);
    });
  });

  describe("a device that is gone", () => {
    test("goes with all its alarms, and nothing more is sent to it", async () => {
      const { deps, endpoints } = depsWith(() => ({ outcome: "gone" }));
      const { deviceId: _, ...alarm } = await makeDropAlarm(deps);
      const id = await makeProduct(deps, { stock: 0 });
      await setAlarm(deps, { ...alarm, kind: "restock", id });
      deps.clock.advance(3_600_000);
      expect(await sendAlarms(deps)).toBe(0);
      expect(endpoints()).toEqual([alarm.device.endpoint]);
      expect(await deps.db.client.pushDevice.count()).toBe(0);
      expect(await deps.db.client.alarm.count()).toBe(0);
    });
  });

  describe("a push service that fails", () => {
    test("is tried again later, up to the last try, and the device stays", async () => {
      const { deps, sent } = depsWith(failed);
      await makeDropAlarm(deps);
      deps.clock.advance(3_600_000);
      for (let tries = 1; tries <= MAX_TRIES; tries++) {
        await sendAlarms(deps);
        await sendAlarms(deps);
        expect(sent).toHaveLength(tries);
        deps.clock.advance(3_600_000);
      }
      await sendAlarms(deps);
      expect(sent).toHaveLength(MAX_TRIES);
      expect(await deps.db.client.alarm.count()).toBe(0);
      expect(await deps.db.client.pushDevice.count()).toBe(1);
      const reasons = deps.logged.map(({ fields }) => fields.reason);
      expect(reasons).toEqual(Array(MAX_TRIES).fill("503"));
    });

    test("for one device holds up no other", async () => {
      let bad = "";
      const { deps, endpoints } = depsWith(({ endpoint }) =>
        endpoint === bad ? failed() : taken(),
      );
      bad = (await makeDropAlarm(deps)).device.endpoint;
      const good = (await makeDropAlarm(deps)).device.endpoint;
      deps.clock.advance(3_600_000);
      expect(await sendAlarms(deps)).toBe(1);
      expect(endpoints().toSorted()).toEqual([bad, good].toSorted());
    });

    test("and is silent holds up one lane alone", async () => {
      let silent = "";
      let answer = () => {};
      const { deps, endpoints } = depsWith(({ endpoint }) =>
        endpoint === silent
          ? new Promise((resolve) => {
              answer = () => resolve(failed());
            })
          : taken(),
      );
      silent = (await makeDropAlarm(deps)).device.endpoint;
      const others = [await makeDropAlarm(deps), await makeDropAlarm(deps)];
      deps.clock.advance(3_600_000);
      const sending = sendAlarms(deps, { lanes: 2 });
      await expect.poll(() => endpoints().length).toBe(1 + others.length);
      answer();
      expect(await sending).toBe(others.length);
    });

    test("and is silent is asked no more than its lanes at once", async () => {
      const answers: (() => void)[] = [];
      const { deps } = depsWith(
        () => new Promise((resolve) => answers.push(() => resolve(taken()))),
      );
      for (let count = 0; count < 3; count++) await makeDropAlarm(deps);
      deps.clock.advance(3_600_000);
      const sending = sendAlarms(deps, { lanes: 2 });
      await expect.poll(() => answers.length).toBe(2);
      answers[0]?.();
      await expect.poll(() => answers.length).toBe(3);
      for (const answer of answers) answer();
      expect(await sending).toBe(3);
    });

    test("is left alone for as long as it asks, and an hour at most", async () => {
      const asking: PushOutcome = { outcome: "failed", reason: "429", retryAfterMs: 120_000 };
      let answer = asking;
      const { deps, sent } = depsWith(() => answer);
      await makeDropAlarm(deps);
      deps.clock.advance(3_600_000);
      await sendAlarms(deps);
      deps.clock.advance(119_999);
      await sendAlarms(deps);
      expect(sent).toHaveLength(1);
      answer = { ...asking, retryAfterMs: 1e12 };
      deps.clock.advance(1);
      await sendAlarms(deps);
      deps.clock.advance(3_600_000);
      await sendAlarms(deps);
      expect(sent).toHaveLength(3);
    });
  });

  describe("workers", () => {
    test("send each alarm once, however many run at once", async () => {
      const { deps, endpoints } = depsWith();
      const wanted: string[] = [];
      for (let count = 0; count < 70; count++) {
        wanted.push((await makeDropAlarm(deps)).device.endpoint);
      }
      deps.clock.advance(3_600_000);
      const { succeeded } = await allAtOnce(times(8, () => () => sendAlarms(deps)));
      expect(endpoints().toSorted()).toEqual(wanted.toSorted());
      expect(succeeded.reduce((sum, count) => sum + count, 0)).toBe(70);
    });

    test("lose the lease when killed while sending, and another worker sends it again", async () => {
      const killed = depsWith(() => new Promise(() => {}));
      const { device } = await makeDropAlarm(killed.deps);
      killed.deps.clock.advance(3_600_000);
      void sendAlarms(killed.deps);
      await expect.poll(killed.endpoints).toEqual([device.endpoint]);

      const other = depsWith();
      other.deps.clock.advance(3_600_000 + LEASE_MS - 1);
      expect(await sendAlarms(other.deps)).toBe(0);
      other.deps.clock.advance(1);
      expect(await sendAlarms(other.deps)).toBe(1);
      expect(other.sent[0]?.message.topic).toBe(killed.sent[0]?.message.topic);
    });
  });

  test("a shop without a key sends nothing, and keeps what was asked for", async () => {
    const { deps } = depsWith();
    await makeDropAlarm(deps);
    deps.clock.advance(3_600_000);
    expect(await sendAlarms(testDeps(database(), { clock: deps.clock }))).toBe(0);
    expect(await deps.db.client.alarm.count()).toBe(1);
  });
});
