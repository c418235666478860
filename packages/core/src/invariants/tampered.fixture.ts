import {
  makeCampaign,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  type TestDeps,
} from "@sunchak/testing";
import { writeAuditEntry } from "../audit/audited.ts";
import { issueCoupon } from "../coupon/issue-coupon.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { aggregateRanking } from "../ranking/aggregate-ranking.ts";

/** A shop with one of everything, and its ranking: what the statements below are tried on. */
export async function makeTamperedShop(deps: TestDeps): Promise<{ userId: string }> {
  const userId = await makeShopper(deps, { balance: 500_000 });
  await deps.db.client.user.create({
    data: { id: "stranger", name: "남", email: "stranger@example.com" },
  });
  const productId = await makeProduct(deps, { id: "mug", price: 10_000, stock: 10 });
  // As createProduct tells it.
  const created = {
    action: "product.create",
    subjectType: "product",
    after: { stock: 10 },
  } as const;
  await deps.db.transaction((tx) =>
    writeAuditEntry(tx, deps, { ...created, actorId: null, subjectId: productId }),
  );
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
  return { userId };
}

/** The table, the statement, and the number of the invariant that the statement breaks. */
export const tampered = [
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
  [
    "report_periods",
    `INSERT INTO report_periods (starts_at, ends_at, totals, products) VALUES ('2020-01-01T15:00:00.000+00:00', '2020-01-02T15:00:00.000+00:00', '{"campaigns":{},"firstOrders":0,"firstSales":0,"charged":0,"adjusted":0}', '[["mug",1,10000,0,0]]')`,
    10,
  ],
] as const;
