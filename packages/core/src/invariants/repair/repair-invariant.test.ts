import { makeShopper, onEachDatabase, type TestDeps, testDeps } from "@sunchak/testing";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { DomainError } from "../../errors.ts";
import { aggregateRanking } from "../../ranking/aggregate-ranking.ts";
import { findLatestRanking } from "../../ranking/find-latest-ranking.ts";
import { checkInvariants } from "../check-invariants.ts";
import { makeTamperedShop, tampered } from "../tampered.fixture.ts";
import { repairInvariant } from "./repair-invariant.ts";

/** What no record shows, and the doubts that say so. */
const unsure: Record<string, string[]> = {
  "DELETE FROM issued_coupons WHERE used_at IS NULL": [
    "issuedCount couponsMissing",
    "log couponsMissing",
  ],
  "UPDATE issued_coupons SET door = 'other'": ["log logChanged"],
  "UPDATE issued_coupons SET arrived_at = '2026-11-22T02:59:59.999999Z'": ["log logChanged"],
  "UPDATE issued_coupons SET user_id = 'stranger'": ["log logChanged"],
  "UPDATE issued_coupons SET salt = 'another'": ["log logChanged"],
  "UPDATE issued_coupons SET number = NULL, door = NULL, arrived_at = NULL, salt = NULL, holder = NULL, hash = NULL WHERE used_at IS NULL":
    ["log logChanged"],
  "UPDATE coupon_campaigns SET head_hash = id": ["log logChanged"],
};

onEachDatabase((database) => {
  let deps: TestDeps;
  let actorId: string;

  beforeAll(async () => {
    deps = testDeps(database());
    await makeTamperedShop(deps);
    actorId = await makeShopper(deps, { role: "admin" });
  });

  beforeEach(async () => {
    deps.clock.advance(60_000);
    await aggregateRanking(deps);
  });

  const brokenRows = async () =>
    (await checkInvariants(deps.db, deps.config)).flatMap(({ rows }) => rows);

  /** All that a repair could change, but for ids and times that it makes itself. */
  async function readShop() {
    const { client } = deps.db;
    const paidOrders = { status: { not: "PENDING" } };
    return {
      accounts: await client.account.findMany({ orderBy: { userId: "asc" } }),
      entries: await client.ledgerEntry.findMany({
        orderBy: [{ userId: "asc" }, { number: "asc" }],
      }),
      products: await client.product.findMany(),
      adjustments: await client.stockAdjustment.findMany(),
      campaigns: await client.couponCampaign.findMany({ orderBy: { id: "asc" } }),
      coupons: await client.issuedCoupon.findMany({ orderBy: { id: "asc" } }),
      orders: await client.order.findMany({ where: paidOrders, orderBy: { id: "asc" } }),
      lines: await client.orderLine.findMany({
        where: { order: paidOrders },
        orderBy: [{ orderId: "asc" }, { productId: "asc" }],
      }),
      payments: await client.payment.findMany({ orderBy: { orderId: "asc" } }),
      refunds: await client.refund.findMany({ orderBy: { orderId: "asc" } }),
      events: await client.outboxEvent.findMany({
        select: { orderId: true, type: true, occurredAt: true, status: true },
        orderBy: [{ orderId: "asc" }, { type: "asc" }],
      }),
      ranking: await findLatestRanking(client),
    };
  }

  /** Repairs whatever the check names, until it names nothing, or nothing that can be repaired. */
  async function followCheck(): Promise<string[]> {
    for (;;) {
      const doubts = new Set<string>();
      let repaired = 0;
      for (const { kind, subjectId } of await brokenRows()) {
        try {
          await repairInvariant(deps, { kind, subjectId, reason: "시험", actorId });
          repaired += 1;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          if (error.code === "REPAIR_NOT_NEEDED") continue;
          expect(error.code).toBe("REPAIR_UNSURE");
          doubts.add(`${kind} ${error.details?.why}`);
        }
      }
      if (repaired === 0) return [...doubts].sort();
    }
  }

  async function restore({ coupons, campaigns }: Awaited<ReturnType<typeof readShop>>) {
    for (const data of campaigns) {
      await deps.db.client.couponCampaign.update({ where: { id: data.id }, data });
    }
    for (const row of coupons) {
      const where = { id: row.id };
      await deps.db.client.issuedCoupon.upsert({ where, create: row, update: row });
    }
  }

  it.each([...new Set(tampered.map(([, sql]) => sql))])("mends %s", async (sql) => {
    const before = await readShop();
    await deps.db.client.$executeRawUnsafe(sql);
    expect(await brokenRows()).not.toEqual([]);
    const expected = unsure[sql] ?? [];
    expect(await followCheck()).toEqual(expected);
    if (expected.length > 0) await restore(before);
    expect(await brokenRows()).toEqual([]);
    expect(await readShop()).toEqual(before);
  });
});
