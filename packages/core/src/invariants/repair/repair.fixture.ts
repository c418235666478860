import type { TestDeps } from "@sunchak/testing";
import { expect } from "vitest";
import { DomainError } from "../../errors.ts";
import { findLatestRanking } from "../../ranking/find-latest-ranking.ts";
import { checkInvariants } from "../check-invariants.ts";
import { repairInvariant } from "./repair-invariant.ts";

export const brokenRows = async (deps: TestDeps) =>
  (await checkInvariants(deps.db, deps.config)).flatMap(({ rows }) => rows);

/** All that a repair could change, but for ids and times that it makes itself. */
export async function readShop({ db: { client } }: TestDeps) {
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
export async function followCheck(deps: TestDeps, actorId: string): Promise<string[]> {
  for (let round = 1; ; round++) {
    expect(round).toBeLessThan(10);
    const doubts = new Set<string>();
    let repaired = 0;
    for (const { kind, subjectId } of await brokenRows(deps)) {
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
