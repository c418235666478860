import {
  makeCampaign,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
} from "@sunchak/testing";
import { beforeAll, expect, it } from "vitest";
import { issueCoupon } from "../coupon/issue-coupon.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { aggregateRanking } from "../ranking/aggregate-ranking.ts";
import { checkInvariants } from "./check-invariants.ts";
import { invariantNumbers } from "./schema.ts";

class Undo extends Error {}

/** The table, the statement, and the number of the invariant that the statement breaks. */
const tampered = [
  ["accounts", "UPDATE accounts SET balance = balance + 1", 1],
  ["accounts", "UPDATE accounts SET entry_count = entry_count + 1", 1],
  ["ledger_entries", "UPDATE ledger_entries SET amount = amount + 1 WHERE number = 1", 1],
  [
    "ledger_entries",
    "UPDATE ledger_entries SET balance_after = balance_after + 1 WHERE number = 2",
    1,
  ],
  [
    "ledger_entries",
    "UPDATE ledger_entries SET kind = 'ADJUSTMENT', order_id = NULL WHERE kind = 'PAYMENT'",
    6,
  ],
  ["ledger_entries", "UPDATE ledger_entries SET balance_after = 1000000000000 WHERE number = 1", 2],
  ["coupon_campaigns", "UPDATE coupon_campaigns SET issued_count = issued_count + 1", 3],
  ["issued_coupons", "DELETE FROM issued_coupons WHERE used_at IS NULL", 3],
  ["issued_coupons", "UPDATE issued_coupons SET used_at = NULL", 5],
  ["issued_coupons", "UPDATE issued_coupons SET used_at = issued_at WHERE used_at IS NULL", 5],
  ["issued_coupons", "UPDATE issued_coupons SET user_id = 'stranger' WHERE used_at IS NOT NULL", 5],
  ["products", "UPDATE products SET stock = stock + 1", 4],
  ["products", "UPDATE products SET initial_stock = initial_stock + 1", 4],
  ["products", "UPDATE products SET sold_quantity = sold_quantity - 1", 4],
  [
    "stock_adjustments",
    "INSERT INTO stock_adjustments (id, product_id, quantity, reason, created_at) SELECT 'x', id, 1, 'x', created_at FROM products",
    4,
  ],
  [
    "orders",
    "UPDATE orders SET total = total + 1, subtotal = subtotal + 1 WHERE status = 'PAID'",
    6,
  ],
  ["orders", "UPDATE orders SET status = 'PAID', refunded_at = NULL WHERE status = 'REFUNDED'", 6],
  [
    "orders",
    "UPDATE orders SET status = 'PAID', order_number = 'x', paid_at = created_at WHERE status = 'PENDING'",
    6,
  ],
  [
    "order_lines",
    "UPDATE order_lines SET quantity = quantity + 1, amount = amount + unit_price",
    4,
  ],
  [
    "order_lines",
    "UPDATE order_lines SET unit_price = unit_price + 1, amount = amount + quantity",
    6,
  ],
  ["payments", "UPDATE payments SET amount = amount + 1", 6],
  ["payments", "DELETE FROM payments", 6],
  ["refunds", "UPDATE refunds SET amount = amount + 1", 6],
  ["refunds", "DELETE FROM refunds", 6],
  ["outbox_events", "DELETE FROM outbox_events WHERE type = 'order.paid'", 6],
  ["outbox_events", "DELETE FROM outbox_events WHERE type = 'order.refunded'", 6],
  ["ranking_entries", "UPDATE ranking_entries SET sold_quantity = sold_quantity + 1", 7],
  ["ranking_entries", "DELETE FROM ranking_entries", 7],
  [
    "ranking_snapshots",
    "UPDATE ranking_snapshots SET window_end = window_start, window_start = '2020-01-01T00:00:00.000+00:00'",
    7,
  ],
  // Zipped: ["mug",[1,10000]]
  ["ranking_sums", "UPDATE ranking_sums SET sums = 'eJyLVsotTVfSiTbUMTQwMDCIjQUAKjEEeA=='", 7],
  ["issued_coupons", "UPDATE issued_coupons SET number = number + 1", 8],
  ["issued_coupons", "UPDATE issued_coupons SET door = 'other'", 8],
  ["issued_coupons", "UPDATE issued_coupons SET arrived_at = '2026-11-22T02:59:59.999999Z'", 8],
  ["issued_coupons", "UPDATE issued_coupons SET user_id = 'stranger'", 8],
  ["issued_coupons", "UPDATE issued_coupons SET salt = 'another'", 8],
  ["issued_coupons", "UPDATE issued_coupons SET holder = hash", 8],
  ["issued_coupons", "UPDATE issued_coupons SET hash = holder", 8],
  [
    "issued_coupons",
    "UPDATE issued_coupons SET number = NULL, door = NULL, arrived_at = NULL, salt = NULL, holder = NULL, hash = NULL WHERE used_at IS NULL",
    8,
  ],
  ["issued_coupons", "DELETE FROM issued_coupons WHERE used_at IS NULL", 8],
  ["coupon_campaigns", "UPDATE coupon_campaigns SET head_hash = id", 8],
  ["coupon_campaigns", "UPDATE coupon_campaigns SET head_number = head_number + 1", 8],
  [
    "settings",
    `INSERT INTO settings (key, value, updated_at) VALUES ('ranking.recount', '{"startedAt":"2026-11-22T18:00:00.000Z","checkedAt":"2026-11-22T18:00:01.000Z","durationMs":900,"agrees":false,"products":1,"differingCount":1,"differing":[{"productId":"mug","name":"","nameEn":"","days":1,"before":false,"stored":{"soldQuantity":1,"revenue":10000},"counted":{"soldQuantity":0,"revenue":0}}]}', '2026-11-22T18:00:01.000+00:00')`,
    9,
  ],
] as const;

onEachDatabase((database, provider) => {
  let deps: ReturnType<typeof testDeps>;

  beforeAll(async () => {
    deps = testDeps(database());
    const userId = await makeShopper(deps, { balance: 500_000 });
    await deps.db.client.user.create({
      data: { id: "stranger", name: "남", email: "stranger@example.com" },
    });
    const productId = await makeProduct(deps, { id: "mug", price: 10_000, stock: 10 });
    const campaign = await makeCampaign(deps);
    await issueCoupon(deps, { id: campaign, userId });
    const issuedCouponId = await makeCoupon(deps, userId);
    const paid = await makeOrder(deps, { userId, productId, quantity: 2, issuedCouponId });
    await payOrder(deps, { id: paid, userId });
    const refunded = await makeOrder(deps, { userId, productId, quantity: 3 });
    await payOrder(deps, { id: refunded, userId });
    await refundOrder(deps, { id: refunded, actorId: userId, reason: "변심" });
    await makeOrder(deps, { userId, productId });
    deps.clock.advance(60_000);
    await aggregateRanking(deps);
  });

  it("all hold for what the shop itself stores", async () => {
    const reports = await checkInvariants(deps.db, deps.config);
    expect(reports.map((report) => [report.number, report.holds])).toEqual(
      invariantNumbers.map((number) => [number, true]),
    );
  });

  it("each has a statement above that breaks it", () => {
    expect([...new Set(tampered.map(([, , number]) => number))].sort((a, b) => a - b)).toEqual(
      invariantNumbers,
    );
  });

  // Foreign keys are off when a row is deleted, as a person with a database console may do.
  it.each(tampered)("a tampered %s row is found: %s", async (_table, sql, broken) => {
    await expect(
      deps.db.client.$transaction(async (tx) => {
        await tx.$executeRawUnsafe(sql);
        const inTransaction = {
          ...deps.db,
          snapshot: (read: (t: typeof tx) => unknown) => read(tx),
        };
        const reports = await checkInvariants(inTransaction as typeof deps.db, deps.config);
        const report = reports.find(({ number }) => number === broken);
        expect(report).toMatchObject({ holds: false });
        // Each says what is wrong, of what.
        for (const row of report?.rows ?? []) {
          expect(row.differences).not.toEqual([]);
          expect(row.subjectId).toMatch(/./);
        }
        throw new Undo();
      }),
    ).rejects.toBeInstanceOf(Undo);
    expect((await checkInvariants(deps.db, deps.config)).every((report) => report.holds)).toBe(
      true,
    );
  });

  it("hold at every moment of busy traffic, so a check raises no false alarm", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 1_000 });
    const shoppers = await makeShoppers(deps, 20, 20_000);
    let busy = true;
    const traffic = Promise.all(
      shoppers.map(async (userId, i) => {
        for (let n = 0; n < 5; n++) {
          const id = await makeOrder(deps, { userId, productId });
          await payOrder(deps, { id, userId });
          if (i % 3 === 0) await refundOrder(deps, { id, actorId: userId, reason: "변심" });
        }
      }),
    ).finally(() => {
      busy = false;
    });
    let checks = 0;
    while (busy) {
      const reports = await checkInvariants(deps.db, deps.config);
      expect(reports.filter((report) => !report.holds)).toEqual([]);
      checks += 1;
    }
    await traffic;
    expect(checks).toBeGreaterThan(1);
  });

  it("a balance above the limit is allowed after a refund, and reported after a charge", async () => {
    const reports = await checkInvariants(deps.db, { maxBalance: 400_000 });
    expect(reports[1]).toMatchObject({ number: 2, holds: false });
    expect(provider).toBe(deps.db.provider);
  });
});
