import { randomUUID } from "node:crypto";
import { chargeBalance, invite, newLinkToken, setAlarm } from "@sunchak/core";
import { Prisma } from "@sunchak/db";
import {
  expectInvariants,
  makeCampaign,
  makeOrder,
  makePaidEvent,
  makeProduct,
  makeShopper,
} from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { type AdminApi, adminApiForTest } from "./admin/admin.fixture.ts";
import { adminRouter } from "./admin/admin-router.ts";
import { storefrontRouter } from "./storefront/storefront-router.ts";

const HOUR = 3_600_000;
const reason = "시험";
const texts = { name: "컵", nameEn: "Cup" };
const described = { description: "", descriptionEn: "", specs: "", specsEn: "" };
const product = { ...texts, ...described, price: 1_000, images: [] };

const termsAt = (now: number) => ({
  ...texts,
  discountType: "FIXED",
  discountValue: 1_000,
  maxDiscount: null,
  minOrderAmount: 0,
  totalQuantity: 1,
  opensAt: new Date(now + HOUR).toISOString(),
  closesAt: new Date(now + 2 * HOUR).toISOString(),
  validHours: 1,
});

const alertRules = {
  off: [],
  diskFreePercent: 10,
  mailTo: [],
  language: "ko",
  webhookUrl: "http://127.0.0.1:9/alerts",
  webhookSecret: `whsec_${Buffer.alloc(24, 1).toString("base64")}`,
  quiet: null,
};

/** Prepares what a change needs, and returns its input. */
type Prepare = (api: AdminApi, callerId: string) => Promise<object>;

const someProduct =
  (how: { archived?: boolean } = {}) =>
  async ({ runtime: { deps } }: AdminApi) => ({ ids: [await makeProduct(deps, how)] });
const openCampaign: Prepare = async ({ runtime: { deps } }) => ({ id: await makeCampaign(deps) });
const shopper: Prepare = async ({ runtime: { deps } }) => ({ id: await makeShopper(deps) });
const nothing: Prepare = async () => ({});
/** Makes an event with this state and returns its id. */
const eventThat =
  (state: { status?: string; attempts?: number; nextAttemptAt?: Date }) =>
  async ({ runtime: { deps } }: AdminApi) => {
    const { eventId } = await makePaidEvent(deps);
    await deps.db.client.outboxEvent.update({ where: { id: eventId }, data: state });
    return eventId;
  };
const dead = eventThat({ status: "DEAD", attempts: 10 });
const savedView = async ({ runtime: { deps } }: AdminApi, userId: string) => {
  const data = {
    id: "view",
    userId,
    list: "orders",
    name: "어제",
    query: "",
    createdAt: new Date(),
  };
  return (await deps.db.client.savedView.create({ data })).id;
};

const pendingOrder: Prepare = async ({ runtime: { deps } }, userId) => {
  await chargeBalance(deps, { userId, amount: 100_000 });
  return { id: await makeOrder(deps, { userId, productId: await makeProduct(deps) }) };
};

/** Another session of the caller. */
const otherSession: Prepare = async ({ runtime: { deps }, clock }, userId) => {
  const data = { id: randomUUID(), token: randomUUID(), userId };
  const expiresAt = new Date(clock.now().getTime() + HOUR);
  return { id: (await deps.db.client.session.create({ data: { ...data, expiresAt } })).id };
};

const bytes = (length: number) => Buffer.alloc(length, 7).toString("base64url");

/** A message to one device when a product is back. */
const restockAlarm = async ({ runtime: { deps } }: AdminApi) => ({
  kind: "restock" as const,
  id: await makeProduct(deps, { stock: 0 }),
  device: {
    endpoint: "https://fcm.googleapis.com/fcm/send/device",
    p256dh: bytes(65),
    auth: bytes(16),
  },
  language: "ko" as const,
});

const shoppersCalls: Record<string, Prepare> = {
  "account.rename": async () => ({ name: "새 이름" }),
  "account.endSession": otherSession,
  "account.endOtherSessions": async (api, userId) => {
    await otherSession(api, userId);
    return {};
  },
  "alarm.set": restockAlarm,
  "alarm.unset": async (api, userId) => {
    const alarm = await restockAlarm(api);
    const { deviceId } = await setAlarm(api.runtime.deps, { ...alarm, userId });
    return { kind: alarm.kind, id: alarm.id, deviceId };
  },
  "balance.charge": async () => ({ amount: 5_000 }),
  "coupon.issue": openCampaign,
  "order.place": async ({ runtime: { deps } }) => ({
    lines: [{ productId: await makeProduct(deps), quantity: 2 }],
  }),
  "order.pay": pendingOrder,
  "order.cancel": pendingOrder,
  "wish.set": async ({ runtime: { deps } }) => ({
    productId: await makeProduct(deps),
    wished: true,
  }),
};

const adminsCalls: Record<string, Prepare> = {
  "product.createCategory": async () => ({ name: "새것", nameEn: "New" }),
  "product.renameCategory": async ({ runtime: { deps } }) => {
    const createdAt = new Date();
    const data = { slug: "old", name: "헌것", nameEn: "Old", createdAt };
    await deps.db.client.category.create({ data });
    return { slug: "old", name: "딴것", nameEn: "Other" };
  },
  "product.create": async (api) => ({ ...product, category: await category(api), stock: 3 }),
  "product.update": async (api) => {
    const { ids } = await someProduct()(api);
    return { ...product, id: ids[0], category: await category(api), version: 1 };
  },
  "product.archive": someProduct(),
  "product.restore": someProduct({ archived: true }),
  "product.adjustStock": async (api) => {
    const { ids } = await someProduct()(api);
    return { id: ids[0], quantity: 5, reason };
  },
  "product.import": async (api) => {
    const { ids } = await someProduct()(api);
    const [id = ""] = ids;
    const made = { ...product, category: await category(api), stock: 3 };
    const stock = { by: 5, seen: 100 };
    const changed = { line: 3, id, version: 1, fields: { price: 2_000 }, stock };
    return { rows: [{ line: 2, product: made }, changed], reason };
  },
  "campaign.create": async ({ clock }) => termsAt(clock.now().getTime()),
  "campaign.update": async ({ runtime: { deps }, clock }) => {
    const now = clock.now().getTime();
    const at = (hours: number) => new Date(now + hours * HOUR);
    const id = await makeCampaign(deps, { opensAt: at(1), closesAt: at(2) });
    return { ...termsAt(now), id, version: 1 };
  },
  "campaign.extend": async (api, adminId) => {
    const campaign = await openCampaign(api, adminId);
    const { totalQuantity, closesAt } =
      await api.runtime.deps.db.client.couponCampaign.findUniqueOrThrow({
        where: campaign as { id: string },
      });
    return {
      ...campaign,
      version: 1,
      totalQuantity: totalQuantity + 1,
      closesAt: closesAt.toISOString(),
    };
  },
  "campaign.pause": openCampaign,
  "campaign.resume": async (api, adminId) => {
    const campaign = await openCampaign(api, adminId);
    await api.runtime.deps.db.client.couponCampaign.update({
      where: campaign as { id: string },
      data: { pausedAt: api.clock.now() },
    });
    return campaign;
  },
  "campaign.close": openCampaign,
  "order.refund": async ({ runtime: { deps } }) => ({
    id: (await makePaidEvent(deps)).orderId,
    reason,
  }),
  "note.add": async ({ runtime: { deps } }) => ({
    subjectType: "user",
    subjectId: await makeShopper(deps),
    text: "메모",
  }),
  "tag.set": async ({ runtime: { deps } }) => ({
    subjectType: "user",
    subjectId: await makeShopper(deps),
    tag: "VIP",
    on: true,
  }),
  "user.adjustBalance": async (api, adminId) => ({
    ...(await shopper(api, adminId)),
    amount: 3_000,
    reason,
  }),
  "user.ban": async (api, adminId) => ({ ...(await shopper(api, adminId)), reason }),
  "user.unban": async (api, adminId) => {
    const user = await shopper(api, adminId);
    await api.runtime.deps.db.client.user.update({
      where: user as { id: string },
      data: { banned: true },
    });
    return user;
  },
  "user.setRole": async (api, adminId) => ({
    ...(await shopper(api, adminId)),
    role: "owner",
    reason,
  }),
  "team.invite": async () => ({
    ...{ email: "new@example.com", role: "viewer", token: newLinkToken(), language: "ko", reason },
  }),
  "team.revokeInvitation": async ({ runtime: { deps } }, actorId) => {
    const to = { email: "new@example.com", role: "viewer", language: "ko" } as const;
    const { id } = await invite(deps, { actorId, ...to, token: newLinkToken(), reason });
    return { id, reason };
  },
  "team.makeResetLink": async ({ runtime: { deps } }) => ({
    id: await makeShopper(deps, { role: "viewer" }),
    token: newLinkToken(),
    reason,
  }),
  "user.resetSecondFactor": async (api, adminId) => {
    const { id } = (await shopper(api, adminId)) as { id: string };
    await api.runtime.deps.db.client.secondFactor.create({
      data: { userId: id, secret: "s", guessesSince: api.clock.now() },
    });
    return { id, reason };
  },
  "account.endSession": otherSession,
  "account.endOtherSessions": async (api, adminId) => {
    await otherSession(api, adminId);
    return {};
  },
  "ranking.aggregate": nothing,
  "export.replay": async (api) => ({ ids: [await dead(api)] }),
  "export.replayAllDead": async (api) => {
    await dead(api);
    return {};
  },
  "export.retryAllWaiting": async (api) => {
    const nextAttemptAt = new Date(api.clock.now().getTime() + HOUR);
    await eventThat({ attempts: 3, nextAttemptAt })(api);
    return {};
  },
  "export.setPaused": async () => ({ paused: true }),
  "export.setDestination": async () => ({ destination: "https://platform.test/orders" }),
  "alert.setRules": async () => alertRules,
  // Nobody listens there.
  "alert.test": async () => ({ channel: "WEBHOOK" }),
  "alert.replay": async ({ runtime: { deps } }) => {
    const at = deps.clock.now();
    const dead = { id: "m", channel: "MAIL", kind: "alert", recipient: "r", language: "ko" };
    const ended = { status: "DEAD", createdAt: at, nextAttemptAt: at, endedAt: at, data: {} };
    await deps.db.client.message.create({ data: { ...dead, ...ended } });
    return { id: "m" };
  },
  "invariant.check": nothing,
  "invariant.repair": async ({ runtime: { deps } }) => {
    const subjectId = await makeProduct(deps);
    await deps.db.client.product.update({ where: { id: subjectId }, data: { stock: 1 } });
    return { kind: "stock", subjectId, reason };
  },
  "view.save": async () => ({ list: "orders", name: "오늘", query: "" }),
  "view.change": async (api, adminId) => ({
    id: await savedView(api, adminId),
    name: "오늘",
    query: "status=PAID",
  }),
  "view.remove": async (api, adminId) => ({ id: await savedView(api, adminId) }),
};

async function category({ runtime: { deps } }: AdminApi): Promise<string> {
  const data = { slug: "cups", name: "잔", nameEn: "Cups", createdAt: new Date() };
  return (await deps.db.client.category.create({ data })).slug;
}

/** Every row of every table, without the kept answers. */
async function rowsOf({ runtime: { deps } }: AdminApi): Promise<string[]> {
  const client = deps.db.client as unknown as Record<string, { findMany(): Promise<object[]> }>;
  const models = Object.values(Prisma.ModelName).filter((name) => name !== "IdempotencyRecord");
  const written = (row: object) =>
    JSON.stringify(row, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
  const rows = await Promise.all(
    models.map(async (model) => {
      const table = client[model.charAt(0).toLowerCase() + model.slice(1)];
      return ((await table?.findMany()) ?? []).map((row) => `${model} ${written(row)}`);
    }),
  );
  return rows.flat().sort();
}

const apps = [
  { app: "admin app", role: "owner", router: adminRouter, prefix: "admin.", calls: adminsCalls },
  { app: "storefront", role: "user", router: storefrontRouter, prefix: "", calls: shoppersCalls },
] as const;

/** A router's mutations by name, and whether each takes an idempotency key. */
const mutationsOf = ({ router, prefix }: Pick<(typeof apps)[number], "router" | "prefix">) =>
  new Map<string, boolean>(
    Object.entries(router._def.procedures as object)
      .filter(([, { _def }]) => _def.type === "mutation")
      .map(([name, { _def }]) => [
        name.slice(prefix.length),
        "idempotencyKey" in _def.inputs[0].shape,
      ]),
  );

test.each(apps)("the calls above include every mutation of the $app", ({ calls, ...app }) => {
  expect(Object.keys(calls).sort()).toEqual([...mutationsOf(app).keys()].sort());
});

describe.each(["sqlite", "postgresql"] as const)(
  "on %s, a change whose answer was lost",
  (provider) => {
    test.each(apps)(
      "has one effect and the same answer when the $app repeats any mutation",
      async ({ role, prefix, calls, router }) => {
        const api = await adminApiForTest({ VAPID_PRIVATE_KEY: bytes(32) }, provider);
        const { id, token } = await api.person(role);
        const mutate = role === "owner" ? api.mutate : api.mutateAtStorefront;
        const takesKey = mutationsOf({ router, prefix });
        for (const [name, prepare] of Object.entries(calls)) {
          const prepared = await prepare(api, id);
          const key = takesKey.get(name) ? { idempotencyKey: `key of ${name}` } : {};
          const before = await rowsOf(api);
          const call = () => mutate(prefix + name, { ...prepared, ...key }, token);
          const first = await call();
          expect([name, first.status, first.error?.code]).toEqual([name, 200, undefined]);
          const after = await rowsOf(api);
          expect([name, after]).not.toEqual([name, before]);
          // A second later, so that a second effect would show by its time.
          api.clock.advance(1_000);
          expect([name, await call()]).toEqual([name, first]);
          expect([name, await rowsOf(api)]).toEqual([name, after]);
          await api.runtime.deps.db.client.savedView.deleteMany();
          await api.runtime.deps.db.client.category.deleteMany({ where: { slug: "cups" } });
        }
        await expectInvariants(api.runtime.deps);
      },
    );

    test("is refused when it uses its key for another request", async () => {
      const api = await adminApiForTest({}, provider);
      const { token } = await api.person("owner");
      const input = { ...termsAt(api.clock.now().getTime()), idempotencyKey: "key" };
      expect((await api.mutate("admin.campaign.create", input, token)).status).toBe(200);
      const other = await api.mutate("admin.campaign.create", { ...input, name: "다른" }, token);
      expect([other.status, other.error.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
    });
  },
);
