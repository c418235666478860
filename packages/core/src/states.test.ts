import { makeCampaign, makeShopper, onEachDatabase, testDeps, times } from "@sunchak/testing";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  campaignPhaseAt,
  listedAt,
  notClosedAt,
  whereCampaignPhase,
} from "./campaign/campaign-phase.ts";
import { campaignPhases } from "./campaign/schema.ts";
import { couponStatusAt, whereCouponStatus } from "./coupon/coupon-status.ts";
import { couponStatuses } from "./coupon/schema.ts";
import { dueAt, isClaimedAt } from "./export/due-at.ts";
import { exportStatuses } from "./export/schema.ts";
import { newId } from "./ids.ts";
import { orderStatusAt, overdueAt, pendingAt, whereOrderStatus } from "./order/order-status.ts";
import { orderStatuses } from "./order/schema.ts";

const now = new Date("2026-11-26T03:00:00.000Z");
const id = () => newId({ now: () => now });

/** A time around now: often now itself, or a millisecond before or after. */
const time = fc
  .oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -1_000, max: 1_000 }))
  .map((ms) => new Date(now.getTime() + ms));

type Found = Promise<{ id: string }[]>;

/** A query, and the predicate that holds for exactly the rows that it finds. */
type Rule<Row> = [name: string, find: () => Found, holds: (row: Row) => boolean];

const ROWS_MAX = 12;
const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id).sort();

/** Stores random rows again and again, and compares what the queries and the predicates find. */
async function expectAgreement<Given, Row extends { id: string }>(
  given: fc.Arbitrary<Given>,
  table: { store(given: Given[]): Promise<unknown>; read(): Promise<Row[]> },
  rules: Rule<Row>[],
) {
  const some = fc.array(given, { minLength: 1, maxLength: ROWS_MAX });
  const property = fc.asyncProperty(some, async (all) => {
    await table.store(all);
    const rows = await table.read();
    expect(rows).toHaveLength(all.length);
    for (const [name, find, holds] of rules) {
      expect([name, idsOf(await find())]).toEqual([name, idsOf(rows.filter(holds))]);
    }
  });
  await fc.assert(property, { numRuns: 50 });
}

onEachDatabase((database) => {
  let userId: string;
  let campaignIds: string[];

  beforeAll(async () => {
    const deps = testDeps(database());
    userId = await makeShopper(deps);
    campaignIds = await Promise.all(times(ROWS_MAX, () => makeCampaign(deps)));
  });

  test("coupons are found by the status that each of them has", async () => {
    const { client, queries } = database();
    const coupons = queries.selectFrom("issuedCoupons").select("id");
    await expectAgreement(
      fc.record({ usedAt: fc.option(time), expiresAt: time }),
      {
        async store(all) {
          await client.issuedCoupon.deleteMany();
          const data = all.map((row, i) => {
            const campaignId = campaignIds[i] ?? "";
            return { ...row, id: id(), campaignId, userId, issuedAt: now };
          });
          await client.issuedCoupon.createMany({ data });
        },
        read: () => client.issuedCoupon.findMany(),
      },
      [
        ...couponStatuses.map(
          (status): Rule<Parameters<typeof couponStatusAt>[0]> => [
            status,
            () => coupons.where(whereCouponStatus(status, now)).execute(),
            (row) => couponStatusAt(row, now) === status,
          ],
        ),
      ],
    );
  });

  test("orders are found by the status that each of them has", async () => {
    const { client, queries } = database();
    const orders = queries.selectFrom("orders").select("id");
    await expectAgreement(
      fc.record({ status: fc.constantFrom(...orderStatuses), expiresAt: time }),
      {
        async store(all) {
          await client.order.deleteMany();
          const data = all.map(({ status, expiresAt }, i) => {
            const isPaid = status === "PAID" || status === "REFUNDED";
            const isClosed = status === "CANCELLED" || status === "EXPIRED";
            const times = {
              createdAt: now,
              paidAt: isPaid ? now : null,
              refundedAt: status === "REFUNDED" ? now : null,
              closedAt: isClosed ? now : null,
            };
            const orderNumber = isPaid ? String(i) : null;
            const amounts = { subtotal: 0, discount: 0, total: 0 };
            return { id: id(), userId, status, expiresAt, orderNumber, ...times, ...amounts };
          });
          await client.order.createMany({ data });
        },
        read: () => client.order.findMany(),
      },
      [
        ...orderStatuses.map(
          (status): Rule<Parameters<typeof orderStatusAt>[0]> => [
            status,
            () => orders.where(whereOrderStatus(status, now)).execute(),
            (row) => orderStatusAt(row, now) === status,
          ],
        ),
        [
          "pending, for a write",
          () => client.order.findMany({ where: pendingAt(now) }),
          (row) => orderStatusAt(row, now) === "PENDING",
        ],
        [
          "overdue, for a write",
          () => client.order.findMany({ where: overdueAt(now) }),
          (row) => orderStatusAt(row, now) !== row.status,
        ],
      ],
    );
  });

  test("events are found due when their time has come and no worker has a lease on them", async () => {
    const { client } = database();
    const amounts = { subtotal: 0, discount: 0, total: 0 };
    const order = { userId, status: "PENDING", createdAt: now, expiresAt: now, ...amounts };
    const orders = times(ROWS_MAX, () => ({ id: id(), ...order }));
    await client.order.createMany({ data: orders });
    await expectAgreement(
      fc.record({
        status: fc.constantFrom(...exportStatuses),
        nextAttemptAt: time,
        claimedUntil: fc.option(time),
      }),
      {
        async store(all) {
          await client.outboxEvent.deleteMany();
          const data = all.map((row, i) => ({
            ...{ id: id(), type: "order.paid", orderId: orders[i]?.id ?? "", occurredAt: now },
            ...row,
            claimToken: row.claimedUntil ? "token" : null,
            deliveredAt: row.status === "DELIVERED" ? now : null,
          }));
          await client.outboxEvent.createMany({ data });
        },
        read: () => client.outboxEvent.findMany(),
      },
      [
        [
          "due",
          () => client.outboxEvent.findMany({ where: dueAt(now) }),
          (row) => row.status === "PENDING" && row.nextAttemptAt <= now && !isClaimedAt(row, now),
        ],
      ],
    );
  });

  test("campaigns are found by the phase that each of them is in", async () => {
    const { client, queries } = database();
    const campaigns = queries.selectFrom("couponCampaigns").select("id");
    const given = fc
      .record({
        opensAt: time,
        closesAt: time,
        pausedAt: fc.option(time),
        isClosed: fc.boolean(),
        issuedCount: fc.integer({ min: 0, max: 2 }),
      })
      .filter(({ opensAt, closesAt }) => opensAt < closesAt);
    await expectAgreement(
      given,
      {
        async store(all) {
          await client.issuedCoupon.deleteMany();
          await client.couponCampaign.deleteMany();
          const data = all.map(({ isClosed, pausedAt, ...row }) => ({
            ...{ id: id(), name: "", nameEn: "", createdAt: now, validHours: 1 },
            ...{ discountType: "FIXED", discountValue: 1, minOrderAmount: 0, totalQuantity: 2 },
            ...row,
            pausedAt: isClosed ? now : pausedAt,
            closedAt: isClosed ? now : null,
          }));
          await client.couponCampaign.createMany({ data });
        },
        read: () => client.couponCampaign.findMany(),
      },
      [
        ...campaignPhases.map(
          (phase): Rule<Parameters<typeof campaignPhaseAt>[0]> => [
            phase,
            () => campaigns.where(whereCampaignPhase(phase, now)).execute(),
            (row) => campaignPhaseAt(row, now) === phase,
          ],
        ),
        [
          "not closed",
          () => client.couponCampaign.findMany({ where: notClosedAt(now) }),
          (row) => campaignPhaseAt(row, now) !== "CLOSED",
        ],
        [
          "listed",
          () => client.couponCampaign.findMany({ where: listedAt(now) }),
          (row) => ["UPCOMING", "OPEN", "SOLD_OUT"].includes(campaignPhaseAt(row, now)),
        ],
      ],
    );
  });
});
