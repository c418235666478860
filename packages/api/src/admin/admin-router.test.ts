import {
  type AdminCall,
  leastRoles,
  mayCall,
  newId,
  payOrder,
  staffRoles,
  WON_BOUND,
} from "@sunchak/core";
import { expectInvariants, makeOrder, makeProduct, makeShopper } from "@sunchak/testing";
import { describe, expect, test } from "vitest";
import { adminApiForTest } from "./admin.fixture.ts";
import { adminRouter } from "./admin-router.ts";

/** An input that every procedure's schema accepts. */
const now = Date.now();
const product = {
  name: "컵",
  nameEn: "Cup",
  description: "",
  descriptionEn: "",
  specs: "",
  specsEn: "",
  category: "kitchen",
  price: 1_000,
  images: [],
};
const campaign = {
  name: "쿠폰",
  nameEn: "Coupon",
  discountType: "FIXED",
  discountValue: 1_000,
  maxDiscount: null,
  minOrderAmount: 0,
  totalQuantity: 1,
  opensAt: new Date(now + 3_600_000).toISOString(),
  closesAt: new Date(now + 7_200_000).toISOString(),
  validHours: 1,
};
const id = "01000000-0000-7000-8000-000000000000";
const reason = "시험";
const alertRules = {
  off: [],
  diskFreePercent: 10,
  mailTo: [],
  language: "ko",
  webhookUrl: null,
  quiet: null,
};
const token = "a".repeat(43);
const inputs: Record<string, object> = {
  "dashboard.series": { range: "24h" },
  "report.sales": { from: "2026-01-01", to: "2026-01-31" },
  "report.products": { from: "2026-01-01", to: "2026-01-31" },
  "report.categories": { from: "2026-01-01", to: "2026-01-31" },
  "report.campaigns": { from: "2026-01-01", to: "2026-01-31" },
  "report.shoppers": { from: "2026-01-01", to: "2026-01-31" },
  "report.balance": { from: "2026-01-01", to: "2026-01-31" },
  "product.list": {},
  "product.get": { id },
  "product.create": { ...product, stock: 1 },
  "product.update": { ...product, id, version: 1 },
  "product.createCategory": { name: "새것", nameEn: "New" },
  "product.renameCategory": { slug: "kitchen", name: "새것", nameEn: "New" },
  "product.archive": { ids: [id] },
  "product.restore": { ids: [id] },
  "product.adjustStock": { id, quantity: 1, reason },
  "product.stockJournal": { id },
  "product.import": { rows: [{ line: 2, product: { ...product, stock: 1 } }], reason },
  "campaign.list": {},
  "campaign.get": { id },
  "campaign.create": campaign,
  "campaign.update": { ...campaign, id, version: 1 },
  "campaign.extend": { id, version: 1, totalQuantity: 100, closesAt: campaign.closesAt },
  "campaign.pause": { id },
  "campaign.resume": { id },
  "campaign.close": { id },
  "campaign.holders": { id },
  "order.list": {},
  "order.get": { id },
  "order.refund": { id, reason },
  "user.list": {},
  "user.get": { id },
  "user.entries": { id },
  "user.coupons": { id },
  "user.orders": { id },
  "user.adjustBalance": { id, amount: 1, reason },
  "user.ban": { id, reason },
  "user.unban": { id },
  "user.setRole": { id, role: "owner", reason },
  "user.resetSecondFactor": { id, reason },
  "note.list": { subjectType: "order", subjectId: id },
  "note.add": { subjectType: "order", subjectId: id, text: "메모" },
  "tag.list": { subjectType: "order", subjectId: id },
  "tag.names": { subjectType: "order" },
  "tag.set": { subjectType: "order", subjectId: id, tag: "VIP", on: true },
  "team.invite": { email: "new@example.com", role: "owner", token, language: "ko", reason },
  "team.revokeInvitation": { id, reason },
  "team.makeResetLink": { id, token, reason },
  "account.endSession": { id },
  "ranking.history": {},
  "ranking.list": {},
  "export.list": {},
  "export.get": { id },
  "export.replay": { ids: [id] },
  "export.lag": { range: "24h" },
  "export.setPaused": { paused: true },
  "export.setDestination": { destination: "https://platform.test/orders" },
  "invariant.repair": { kind: "stock", subjectId: id, reason },
  "alert.messages": {},
  "alert.setRules": alertRules,
  "alert.test": { channel: "WEBHOOK" },
  "alert.replay": { id },
  "audit.list": {},
  "audit.access": {},
  "search.everything": { q: "x" },
  "view.list": { list: "orders" },
  "view.save": { list: "orders", name: "x", query: "" },
  "view.change": { id, name: "y" },
  "view.remove": { id },
};

const procedures = Object.entries(adminRouter._def.procedures).map(([name, procedure]) => ({
  name,
  type: (procedure as unknown as { _def: { type: "query" | "mutation" } })._def.type,
  input: inputs[name.replace("admin.", "")],
  path: name.replace("admin.", "") as AdminCall,
}));

describe("every admin procedure", () => {
  test("is found, and takes an input unless it is listed here", () => {
    expect(procedures.length).toBeGreaterThan(45);
    const without = ["session.me", "dashboard.summary", "product.categories", "ranking.current"];
    without.push(
      "ranking.aggregate",
      "ranking.recount",
      "ranking.recountReport",
      "export.replayAllDead",
      "export.status",
    );
    without.push("export.retryAllWaiting");
    without.push("account.get", "account.endOtherSessions");
    without.push("invariant.check", "invariant.last", "alert.list", "team.list");
    without.push("alert.now", "alert.rules");
    const files = ["image.upload", "product.csv", "ranking.csv", "report.csv"];
    files.push("order.csv", "user.csv", "audit.csv", "access.csv");
    const parts = ["order.refundMuch", "user.adjustBalanceMuch", "user.banStaff"];
    const paths = procedures.map(({ name }) => name.replace("admin.", ""));
    expect(Object.keys(leastRoles).sort()).toEqual([...paths, ...files, ...parts].sort());
    const bare = procedures.filter(({ input }) => !input).map(({ name }) => name);
    expect(bare.sort()).toEqual(without.map((name) => `admin.${name}`).sort());
  });

  test("refuses visitors, shoppers, banned and former admins before it does anything", async () => {
    const api = await adminApiForTest();
    const { client } = api.runtime.deps.db;
    const shopper = await api.person("user");
    const banned = await api.person("owner");
    await client.user.update({ where: { id: banned.id }, data: { banned: true } });
    const former = await api.person("owner");
    await client.user.update({ where: { id: former.id }, data: { role: "user" } });
    const tables = async () =>
      JSON.stringify(
        await Promise.all([
          client.user.findMany(),
          client.session.count(),
          client.product.count(),
          client.category.count(),
          client.couponCampaign.count(),
          client.auditEntry.count(),
          client.setting.count(),
          client.savedView.count(),
          client.rankingSnapshot.count(),
          client.salesHour.count(),
          client.idempotencyRecord.count(),
        ]),
      );
    const before = await tables();
    for (const { name, type, input } of procedures) {
      const call = type === "query" ? api.query : api.mutate;
      for (const [token, status, code] of [
        [undefined, 401, "UNAUTHENTICATED"],
        ["forged.token", 401, "UNAUTHENTICATED"],
        [shopper.token, 403, "FORBIDDEN"],
        [banned.token, 401, "UNAUTHENTICATED"],
        [former.token, 403, "FORBIDDEN"],
      ] as const) {
        // With good or bad input: the session is checked first.
        for (const given of [input, { nonsense: true }]) {
          const answer = await call(name, given, token);
          expect([name, answer.status, answer.error?.code]).toEqual([name, status, code]);
        }
      }
    }
    expect(await tables()).toBe(before);
  });

  test("is refused to every role below its own, which is told, and to no other", async () => {
    const api = await adminApiForTest();
    for (const role of staffRoles) {
      const { token } = await api.person(role);
      for (const { name, type, input, path } of procedures) {
        const call = type === "query" ? api.query : api.mutate;
        const { status, error } = await call(name, input, token);
        const refused = [403, { code: "FORBIDDEN", details: { needs: leastRoles[path] } }];
        if (mayCall(role, path)) expect([role, name, status]).not.toEqual([role, name, 403]);
        else expect([role, name, status, error]).toMatchObject([role, name, ...refused]);
      }
      for (const [path, method, url] of [
        ["image.upload", "POST", "/api/images"],
        ["product.csv", "GET", "/api/products.csv"],
        ["product.import", "POST", "/api/products/plan"],
        ["order.csv", "GET", "/api/orders.csv"],
        ["user.csv", "GET", "/api/shoppers.csv"],
        ["audit.csv", "GET", "/api/audit.csv"],
        ["access.csv", "GET", "/api/access.csv"],
        ["ranking.csv", "GET", "/api/ranking.csv"],
        ["report.csv", "GET", "/api/report.csv?show=sales&from=2026-01-01&to=2026-01-31"],
      ] as const) {
        const { status } = await api.send(method, url, { token });
        expect([role, url, status === 403]).toEqual([role, url, !mayCall(role, path)]);
      }
    }
  });

  test.each(["sqlite", "postgresql"] as const)(
    "answers an admin, and never with 500, on %s",
    async (provider) => {
      const api = await adminApiForTest({}, provider);
      const { token } = await api.person("owner");
      for (const { name, type, input } of procedures) {
        const call = type === "query" ? api.query : api.mutate;
        const { status } = await call(name, input, token);
        expect([name, [200, 404].includes(status)]).toEqual([name, true]);
        if (!input) continue;
        for (const bad of [{ ...input, unknown: 1 }, [], "x"]) {
          expect([name, (await call(name, bad, token)).status]).toEqual([name, 400]);
        }
        if (!("id" in input)) continue;
        const strange = await call(name, { ...input, id: "a\u0000b" }, token);
        expect([name, strange.status < 500]).toEqual([name, true]);
      }
    },
  );
});

test("a refund by the router happens once for one key, and keeps the invariants", async () => {
  const api = await adminApiForTest();
  const { deps } = api.runtime;
  const { token, id: adminId } = await api.person("owner");
  const userId = await makeShopper(deps, { balance: 100_000 });
  const productId = await makeProduct(deps, { price: 7_000 });
  const orderId = await makeOrder(deps, { userId, productId, quantity: 2 });
  await payOrder(deps, { id: orderId, userId });
  const input = { id: orderId, reason: "변심", idempotencyKey: newId(deps.clock) };
  const answers = await Promise.all(
    [1, 2, 3].map(() => api.mutate("admin.order.refund", input, token)),
  );
  for (const { status, data } of answers) {
    expect([status, data]).toEqual([200, { ...answers[0]?.data, amount: 14_000 }]);
  }
  const again = await api.mutate("admin.order.refund", { id: orderId, reason: "또" }, token);
  expect([again.status, again.error.code]).toEqual([409, "ORDER_NOT_REFUNDABLE"]);
  const log = await api.query("admin.audit.list", { subjectId: orderId }, token);
  expect(log.data.items).toMatchObject([{ action: "order.refund", actor: { id: adminId } }]);
  await expectInvariants(deps);
});

test("a refusal arrives with its details", async () => {
  const api = await adminApiForTest();
  const { token, id: self } = await api.person("owner");
  const names = { name: "주방", nameEn: "Kitchen" };
  await api.mutate("admin.product.createCategory", names, token);
  const created = await api.mutate("admin.product.create", { ...product, stock: 1 }, token);
  const edit = { ...product, id: created.data.id, version: 1 };
  await api.mutate("admin.product.update", { ...edit, price: 2_000 }, token);
  const stale = await api.mutate("admin.product.update", { ...edit, price: 3_000 }, token);
  expect([stale.status, stale.error]).toMatchObject([
    409,
    { code: "CONFLICT", details: { current: { price: 2_000, version: 2 } } },
  ]);
  const own = await api.mutate("admin.user.setRole", { id: self, role: "user", reason }, token);
  expect([own.status, own.error.code]).toEqual([409, "FORBIDDEN_ON_SELF"]);
});

test("an admin's writes count against the rate limit", async () => {
  const api = await adminApiForTest({ RATE_LIMIT: "on" });
  const { token } = await api.person("owner");
  const statuses = new Set<number>();
  for (let i = 0; i < 301; i++) {
    statuses.add((await api.mutate("admin.view.remove", { id }, token)).status);
  }
  expect([...statuses]).toEqual([404, 429]);
});

describe.each(["sqlite", "postgresql"] as const)(
  "what a role may not do with it, on %s",
  (provider) => {
    const forbidden = (needs: string) => ({
      status: 403,
      error: { code: "FORBIDDEN", details: { needs } },
    });

    test("support refunds and adjusts up to the bound, a manager refunds and only an owner adjusts beyond", async () => {
      const api = await adminApiForTest({}, provider);
      const { deps } = api.runtime;
      const userId = await makeShopper(deps, { balance: 3_000_000 });
      const as = Object.fromEntries(
        await Promise.all(staffRoles.map(async (role) => [role, (await api.person(role)).token])),
      );
      const refund = async (won: number, token: string) => {
        const productId = await makeProduct(deps, { price: won });
        const orderId = await makeOrder(deps, { userId, productId });
        await payOrder(deps, { id: orderId, userId });
        return api.mutate("admin.order.refund", { id: orderId, reason }, token);
      };
      const adjust = (amount: number, token: string) =>
        api.mutate("admin.user.adjustBalance", { id: userId, amount, reason }, token);
      expect(await refund(WON_BOUND, as.support)).toMatchObject({ status: 200 });
      expect(await refund(WON_BOUND + 1, as.support)).toMatchObject(forbidden("manager"));
      expect(await refund(WON_BOUND + 1, as.manager)).toMatchObject({ status: 200 });
      expect(await adjust(-WON_BOUND, as.support)).toMatchObject({ status: 200 });
      for (const amount of [WON_BOUND + 1, -WON_BOUND - 1]) {
        expect(await adjust(amount, as.support)).toMatchObject(forbidden("owner"));
        expect(await adjust(amount, as.manager)).toMatchObject(forbidden("owner"));
        expect(await adjust(amount, as.owner)).toMatchObject({ status: 200 });
      }
      await expectInvariants(deps);
    });

    test("only an owner suspends one of the staff or lets them in again", async () => {
      const api = await adminApiForTest({}, provider);
      const owner = await api.person("owner");
      const manager = await api.person("manager");
      const viewer = await api.person("viewer");
      const ban = { id: viewer.id, reason };
      const refused = forbidden("owner");
      expect(await api.mutate("admin.user.ban", ban, manager.token)).toMatchObject(refused);
      expect((await api.query("admin.session.me", undefined, viewer.token)).status).toBe(200);
      expect((await api.mutate("admin.user.ban", ban, owner.token)).status).toBe(200);
      const unban = { id: viewer.id };
      expect(await api.mutate("admin.user.unban", unban, manager.token)).toMatchObject(refused);
      expect((await api.mutate("admin.user.unban", unban, owner.token)).status).toBe(200);
    });

    test("nobody adjusts their own balance", async () => {
      const api = await adminApiForTest({}, provider);
      const { id, token } = await api.person("owner");
      const call = api.mutate("admin.user.adjustBalance", { id, amount: 1, reason }, token);
      expect(await call).toMatchObject({ status: 409, error: { code: "FORBIDDEN_ON_SELF" } });
    });
  },
);

test.each(["sqlite", "postgresql"] as const)(
  "an owner gives exactly the role that was asked for, on %s",
  async (provider) => {
    const api = await adminApiForTest({}, provider);
    const { token } = await api.person("owner");
    const other = await api.person("user");
    const roleOf = async () =>
      (await api.runtime.deps.db.client.user.findUniqueOrThrow({ where: { id: other.id } })).role;
    for (const role of [...staffRoles, "user"]) {
      const call = await api.mutate("admin.user.setRole", { id: other.id, role, reason }, token);
      expect([call.status, call.data, await roleOf()]).toEqual([200, { id: other.id, role }, role]);
    }
  },
);
