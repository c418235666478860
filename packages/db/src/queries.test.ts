import {
  makeCoupon,
  makeOrder,
  makePaidEvent,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
} from "@sunchak/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "../generated/sqlite/client.ts";
import type { Database } from "./database.ts";
import { columnsNamed, type Queries, queriesOn, type Tables } from "./queries.ts";

const at = new Date("2026-03-04T05:06:07.089Z");

/** Puts a row into each table. */
async function fill(database: Database): Promise<void> {
  const deps = testDeps(database);
  const { client } = database;
  const userId = await makeShopper(deps, { balance: 100_000 });
  const productId = await makeProduct(deps);
  const issuedCouponId = await makeCoupon(deps, userId);
  await makeOrder(deps, { userId, productId, issuedCouponId });
  const { eventId, orderId } = await makePaidEvent(deps);
  const { campaignId } = await client.issuedCoupon.findFirstOrThrow();
  const { userId: payerId } = await client.order.findUniqueOrThrow({ where: { id: orderId } });
  const row = { id: "some", userId, createdAt: at, updatedAt: at };
  const rows = [
    client.session.create({
      data: {
        ...row,
        token: "t",
        expiresAt: at,
        passwordGivenAt: at,
        wonWithoutPassword: 2n ** 53n,
      },
    }),
    client.authAccount.create({ data: { ...row, accountId: "a", providerId: "credential" } }),
    client.verification.create({
      data: {
        id: "some",
        identifier: "i",
        value: "v",
        expiresAt: at,
        createdAt: at,
        updatedAt: at,
      },
    }),
    client.secondFactor.create({
      data: {
        userId,
        secret: "s",
        confirmedAt: at,
        guessesSince: at,
        codes: { create: { hash: "h" } },
      },
    }),
    client.staffLink.create({
      data: {
        id: "some",
        purpose: "INVITATION",
        tokenHash: "h",
        email: "e",
        role: "viewer",
        createdAt: at,
        expiresAt: at,
      },
    }),
    client.savedView.create({
      data: { id: "some", userId, list: "orders", name: "늦은", query: "a=1", createdAt: at },
    }),
    client.idempotencyRecord.create({
      data: { userId, key: "k", requestHash: "h", response: '{"a_b":1}', createdAt: at },
    }),
    client.pushDevice.create({
      data: {
        id: "some",
        userId,
        endpoint: "e",
        p256dh: "p",
        auth: "a",
        language: "ko",
        createdAt: at,
        alarms: { create: { id: "some", productId, createdAt: at, nextAttemptAt: at } },
      },
    }),
    client.message.create({
      data: {
        id: "some",
        channel: "MAIL",
        kind: "test",
        recipient: "r",
        language: "ko",
        data: { a_b: 1 },
        status: "DEAD",
        createdAt: at,
        nextAttemptAt: at,
        endedAt: at,
        lastError: "e",
      },
    }),
    client.alertEpisode.create({
      data: { id: "some", kind: "k", subjectId: "s", openKey: "o", since: at, toldAt: at },
    }),
    client.category.create({ data: { slug: "c", name: "컵", nameEn: "Cups", createdAt: at } }),
    client.stockAdjustment.create({
      data: { id: "some", productId, quantity: -1, reason: "깨짐", createdAt: at },
    }),
    client.tag.create({ data: { subjectType: "user", subjectId: userId, tag: "VIP" } }),
    client.wishedProduct.create({ data: { userId, productId, createdAt: at } }),
    client.couponRefusal.create({ data: { campaignId, reason: "COUPON_SOLD_OUT", count: 3 } }),
    client.refund.create({
      data: {
        orderId,
        userId: payerId,
        amount: 0,
        linesOrdered: 1,
        linesRestocked: 1,
        reason: "변심",
        refundedAt: at,
      },
    }),
    client.exportAttempt.create({
      data: { id: "some", eventId, number: 1, startedAt: at, endedAt: at, error: "e" },
    }),
    client.exportSample.create({ data: { at, waiting: 1, dead: 0, lagSeconds: 2 } }),
    client.rankingSnapshot.create({
      data: {
        id: "some",
        windowStart: new Date(0),
        windowEnd: at,
        aggregatedAt: at,
        entries: {
          create: {
            rank: 1,
            productId,
            name: "컵",
            nameEn: "Cup",
            price: 1,
            soldQuantity: 1,
            revenue: 1,
          },
        },
      },
    }),
    client.rankingList.create({
      data: {
        days: 3,
        category: "",
        kind: "quantity",
        windowEnd: at,
        aggregatedAt: at,
        entries: [{ productId, quantity: 1 }],
      },
    }),
    client.rankingSlice.create({
      data: { startsAt: new Date(0), endsAt: at, asOf: at, sold: `${productId} 1 1000` },
    }),
    client.rankingSum.create({
      data: {
        name: "current",
        version: 1,
        windowEnd: at,
        settledUntil: at,
        countedFrom: new Date(0),
        startedAt: at,
        countingMs: 0,
        sums: "{}",
      },
    }),
    client.companionList.create({
      data: { productId, windowEnd: at, entries: [{ productId, shoppers: 2 }] },
    }),
    client.reportPeriod.create({
      data: { startsAt: new Date(0), endsAt: at, totals: "{}", products: "[]" },
    }),
    client.salesHour.create({
      data: { hour: at, sales: 2n ** 53n, orders: 1, refunds: 0, refundOrders: 0 },
    }),
    client.auditEntry.create({
      data: {
        id: "some",
        at,
        action: "product.update",
        subjectType: "product",
        subjectId: productId,
        before: { name_en: "a", list: [{ b_c: null }] },
        after: { nameEn: "b" },
      },
    }),
    client.accessEntry.create({
      data: { id: "some", at, action: "user.view", subjectType: "user", address: "::1" },
    }),
    client.setting.create({ data: { key: "k", value: "true", updatedAt: at } }),
  ];
  await Promise.all(rows);
}

/** The table of a model, by the rule that the type {@link Tables} states. */
const tableOf = (model: Prisma.ModelName) =>
  `${model[0]?.toLowerCase()}${model.slice(1)}s`.replace(/rys$/, "ries") as keyof Tables;

onEachDatabase((database) => {
  beforeAll(() => fill(database()));

  describe.each(Object.values(Prisma.ModelName))(
    "%s: a typed statement reads the same value as Prisma",
    (model) => {
      const fields = Object.keys(Prisma[`${model}ScalarFieldEnum`]);
      // Not all columns: search_entries has one on SQLite that is its index's alone.
      const rowsBy = (queries: Queries) =>
        queries
          .selectFrom(tableOf(model))
          .select(fields as never)
          .execute();
      const sorted = (rows: object[]) => rows.map((row) => Object.entries(row).sort()).sort();
      const expected = async () => {
        const key = `${model[0]?.toLowerCase()}${model.slice(1)}` as "user";
        const rows = await database().client[key].findMany();
        expect(rows).not.toEqual([]);
        return sorted(rows);
      };

      it("by Prisma's connections", async () => {
        expect(sorted(await rowsBy(database().queries))).toEqual(await expected());
      });

      it("as text, with its columns by name", async () => {
        const { client, postgresql } = database();
        const columns = columnsNamed(fields).text;
        const text = `SELECT ${columns} FROM ${tableOf(model).replace(/[A-Z]/g, (one) => `_${one}`)}`;
        const rows = await (postgresql?.read(text, () => []) ??
          client.$queryRawUnsafe<object[]>(text));
        expect(sorted(rows)).toEqual(await expected());
      });

      it("in a transaction", async () => {
        const { provider, transaction } = database();
        const rows = await transaction((tx) => rowsBy(queriesOn(provider, tx)));
        expect(sorted(rows)).toEqual(await expected());
      });
    },
  );

  it("values are compared as Prisma stores them", async () => {
    const rows = await database()
      .queries.selectFrom("sessions")
      .innerJoin("users", "users.id", "sessions.userId")
      .select("sessions.id as sessionId")
      .where("passwordGivenAt", "=", at)
      .where("sessions.expiresAt", "<=", at)
      .where("sessions.expiresAt", ">", new Date(at.getTime() - 1))
      .where("wonWithoutPassword", "=", 2n ** 53n)
      .where("banned", "=", false)
      .execute();
    expect(rows).toEqual([{ sessionId: "some" }]);
  });
});
