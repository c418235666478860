import {
  allAtOnce,
  makeCampaign,
  makeCoupon,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  type TestDeps,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { adjustBalance } from "../../balance/adjust-balance.ts";
import { chargeBalance } from "../../balance/charge-balance.ts";
import { issueCoupon } from "../../coupon/issue-coupon.ts";
import { placeOrder } from "../../order/place-order.ts";
import { payOrder } from "../../payment/pay-order.ts";
import { refundOrder } from "../../payment/refund-order.ts";
import { adjustStock } from "../../product/adjust-stock.ts";
import { getLastInvariantCheck, runInvariantCheck } from "../run-invariant-check.ts";
import type { BrokenKind } from "../schema.ts";
import { brokenRows, followCheck, readShop } from "./repair.fixture.ts";
import { repairInvariant } from "./repair-invariant.ts";

onEachDatabase((database, provider) => {
  let deps: TestDeps;
  let actorId: string;
  let userId: string;
  /** The products of the order of two lines, at the same price. */
  let mug: string;
  let cup: string;
  let couponId: string;
  let campaignId: string;
  /** Paid: a mug and two cups, with the coupon. */
  let paid: string;
  /** Refunded: three mugs. */
  let refunded: string;
  /** Paid with a coupon alone: a mug. */
  let free: string;
  /** Pending: a cup. */
  let pending: string;

  const reason = "시험";
  const run = (sql: string) => deps.db.client.$executeRawUnsafe(sql);
  const follow = () => followCheck(deps, actorId);
  const place = async (lines: [productId: string, quantity: number][], issuedCouponId?: string) => {
    const order = lines.map(([productId, quantity]) => ({ productId, quantity }));
    return (await placeOrder(deps, { userId, lines: order, issuedCouponId })).orderId;
  };
  const pay = (id: string, idempotencyKey?: string) =>
    payOrder(deps, { id, userId, idempotencyKey });

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    userId = await makeShopper(deps);
    // Entries 1 and 2 of the ledger.
    await chargeBalance(deps, { userId, amount: 300_000, idempotencyKey: "first" });
    await adjustBalance(deps, { id: userId, amount: 5_000, reason, actorId });
    [mug, cup] = [
      await makeProduct(deps, { price: 10_000, stock: 50 }),
      await makeProduct(deps, { price: 10_000, stock: 50 }),
    ];
    await adjustStock(deps, { id: mug, quantity: 5, reason, actorId });
    campaignId = await makeCampaign(deps);
    couponId = (await issueCoupon(deps, { id: campaignId, userId })).issuedCouponId;
    const whole = await makeCoupon(deps, userId, { discountValue: 50_000 });
    // Entries 3, 4 and 5.
    paid = await place(
      [
        [mug, 1],
        [cup, 2],
      ],
      couponId,
    );
    await pay(paid, "paid");
    refunded = await place([[mug, 3]]);
    await pay(refunded);
    await refundOrder(deps, { id: refunded, actorId, reason });
    free = await place([[mug, 1]], whole);
    await pay(free);
    pending = await place([[cup, 1]]);
    // Entry 6.
    await chargeBalance(deps, { userId, amount: 10_000, idempotencyKey: "last" });
  });

  /** Breaks the shop, follows the check, and expects it to be as before. */
  async function expectMended(...statements: string[]) {
    const before = await readShop(deps);
    for (const sql of statements) await run(sql);
    expect(await brokenRows(deps)).not.toEqual([]);
    expect(await follow()).toEqual([]);
    expect(await brokenRows(deps)).toEqual([]);
    expect(await readShop(deps)).toEqual(before);
  }

  /** Breaks the shop in a way that nothing tells the truth of, and puts it back. */
  async function expectUnsure(sql: string | string[], doubts: string[], undo: string | string[]) {
    for (const one of [sql].flat()) await run(one);
    const before = await readShop(deps);
    expect(await follow()).toEqual(doubts);
    expect(await readShop(deps)).toEqual(before);
    for (const one of [undo].flat()) await run(one);
    expect(await follow()).toEqual([]);
  }

  const mine = () => `user_id = '${userId}'`;
  const entry = (number: number) => `${mine()} AND number = ${number}`;

  describe("the ledger", () => {
    it.each([1, 2, 3, 4, 5, 6])("gets the amount of entry %i back", (number) =>
      expectMended(`UPDATE ledger_entries SET amount = amount + 1 WHERE ${entry(number)}`),
    );

    it.each([1, 2, 3, 4, 5, 6])(
      "takes a balance that was changed before entry %i as wrong, and the amounts as right",
      (number) =>
        expectMended(
          `UPDATE ledger_entries SET balance_after = balance_after + 7 WHERE ${mine()} AND number >= ${number}`,
          ...(number === 1 ? [] : [`UPDATE accounts SET balance = balance + 7 WHERE ${mine()}`]),
        ),
    );

    it("sets the count of entries", () =>
      expectMended(`UPDATE accounts SET entry_count = entry_count - 2 WHERE ${mine()}`));

    it("sets a balance and a count that were both changed", () =>
      expectMended(`UPDATE accounts SET entry_count = 3, balance = 1 WHERE ${mine()}`));

    it.runIf(provider === "postgresql")("gets the entries of payments and refunds back", () =>
      expectMended(
        `WITH off AS (SELECT set_config('session_replication_role', 'replica', true))
         DELETE FROM ledger_entries USING off WHERE ${mine()} AND number IN (4, 5)`,
      ),
    );

    it("does not guess whether a top-up or the balance before it was changed", () =>
      expectUnsure(
        [
          `DELETE FROM idempotency_records WHERE ${mine()}`,
          `UPDATE ledger_entries SET amount = amount + 1 WHERE ${entry(6)}`,
        ],
        ["account amountUnknown", "ledger amountUnknown"],
        `UPDATE ledger_entries SET amount = amount - 1 WHERE ${entry(6)}`,
      ));

    it("does not take an entry from elsewhere for money", () =>
      expectUnsure(
        `INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, created_at)
         SELECT user_id, 7, 'CHARGE', 1000, balance_after + 1000, created_at FROM ledger_entries WHERE ${entry(6)}`,
        ["account entryUnexpected"],
        `DELETE FROM ledger_entries WHERE ${entry(7)}`,
      ));

    it("does not invent an entry that nothing tells of", () =>
      expectUnsure(
        `DELETE FROM ledger_entries WHERE ${entry(6)}`,
        ["account entryMissing"],
        `INSERT INTO ledger_entries (user_id, number, kind, amount, balance_after, created_at)
         SELECT user_id, 6, 'CHARGE', 10000, balance_after + 10000, created_at FROM ledger_entries WHERE ${entry(5)}`,
      ));

    it("closes a gap in the numbers in which there was no entry", async () => {
      await expectMended(`UPDATE ledger_entries SET number = 8 WHERE ${entry(6)}`);
      await run(`UPDATE accounts SET entry_count = 7 WHERE ${mine()}`);
      await pay(pending);
      await refundOrder(deps, { id: pending, actorId, reason });
      expect(await follow()).toEqual([]);
      const numbers = await deps.db.client.ledgerEntry.findMany({
        where: { userId, number: { gt: 6 } },
        orderBy: { number: "asc" },
      });
      expect(numbers).toMatchObject([
        { number: 7, kind: "PAYMENT", orderId: pending, amount: -10_000n },
        { number: 8, kind: "REFUND", orderId: pending, amount: 10_000n },
      ]);
    });

    it("leaves a balance above the limit to an admin", async () => {
      const low = { ...deps, config: { ...deps.config, maxBalance: 200_000 } };
      expect(await followCheck(low, actorId)).toEqual(["balanceRange aboveLimit"]);
    });

    it("puts no balance below 0", async () => {
      const poor = await makeShopper(deps, { balance: 5_000 });
      await run(`UPDATE accounts SET balance = 50000 WHERE user_id = '${poor}'`);
      const lines = [{ productId: mug, quantity: 1 }];
      const { orderId } = await placeOrder(deps, { userId: poor, lines });
      await payOrder(deps, { id: orderId, userId: poor });
      expect(await follow()).toEqual(["account balanceBelowZero", "ledger balanceBelowZero"]);
      await refundOrder(deps, { id: orderId, actorId, reason });
      // The ledger was below 0 in between, so it stays as it is.
      expect(await follow()).toEqual(["account balanceBelowZero", "ledger balanceBelowZero"]);
      await run(
        `UPDATE ledger_entries SET amount = 50000 WHERE user_id = '${poor}' AND number = 1`,
      );
      await run(
        `UPDATE ledger_entries SET balance_after = 50000 WHERE user_id = '${poor}' AND number = 1`,
      );
      expect(await brokenRows(deps)).toEqual([]);
    });
  });

  describe("an order", () => {
    const order = () => `id = '${paid}'`;

    it.each(["payments", "refunds"])(
      "gets %s of nothing, of another time or shopper back",
      async (table) => {
        const id = table === "payments" ? paid : refunded;
        const at = table === "payments" ? "paid_at" : "refunded_at";
        await expectMended(
          `UPDATE ${table} SET ${at} = '2026-11-01T00:00:00.000+00:00' WHERE order_id = '${id}'`,
        );
        await expectMended(
          `UPDATE orders SET ${at} = '2026-11-01T00:00:00.000+00:00' WHERE id = '${id}'`,
        );
        await expectMended(`UPDATE orders SET user_id = '${actorId}' WHERE id = '${id}'`);
        await expectMended(`DELETE FROM ${table} WHERE order_id = '${id}'`);
        await expectMended(`UPDATE ${table} SET entry_number = 1 WHERE order_id = '${id}'`);
      },
    );

    it.each(["PENDING", "CANCELLED"])("that reads %s is paid again, under its number", (status) => {
      const closed = status === "PENDING" ? "NULL" : "created_at";
      return expectMended(
        `UPDATE orders SET status = '${status}', paid_at = NULL, order_number = NULL, closed_at = ${closed} WHERE ${order()}`,
      );
    });

    it("that was refunded and reads PENDING is refunded again, under a new number", async () => {
      const where = { id: refunded };
      const before = await deps.db.client.order.findUniqueOrThrow({ where });
      await run(
        `UPDATE orders SET status = 'PENDING', paid_at = NULL, order_number = NULL, refunded_at = NULL WHERE id = '${refunded}'`,
      );
      expect(await follow()).toEqual([]);
      const { orderNumber } = await deps.db.client.order.findUniqueOrThrow({ where });
      expect(orderNumber).toMatch(/^20261122-[2-9A-Z]{8}$/);
      expect(await deps.db.client.order.findUnique({ where })).toEqual({ ...before, orderNumber });
    });

    it("that reads REFUNDED and was not is paid", () =>
      expectMended(
        `UPDATE orders SET status = 'REFUNDED', refunded_at = paid_at WHERE ${order()}`,
      ));

    it("gets its discount and total back", () =>
      expectMended(
        `UPDATE orders SET discount = discount - 100, total = total + 100 WHERE ${order()}`,
      ));

    it("of nothing to pay gets its total, its payment and its export back", async () => {
      await expectMended(
        `UPDATE orders SET discount = discount - 1, total = total + 1 WHERE id = '${free}'`,
      );
      await expectMended(`DELETE FROM payments WHERE order_id = '${free}'`);
      await expectMended(`DELETE FROM outbox_events WHERE order_id = '${free}'`);
    });

    it("gets the one quantity back that the product's own count tells", () =>
      expectMended(
        `UPDATE order_lines SET quantity = quantity + 1, amount = amount + unit_price
         WHERE order_id = '${paid}' AND product_id = '${cup}'`,
      ));

    it("gets the prices of its time back", async () => {
      await deps.db.client.auditEntry.create({
        data: {
          ...{
            id: "price",
            at: new Date(deps.clock.now().getTime() + 1),
            action: "product.update",
          },
          ...{
            subjectType: "product",
            subjectId: cup,
            before: { price: 10_000 },
            after: { price: 1 },
          },
        },
      });
      await run(`UPDATE products SET price = 1 WHERE id = '${cup}'`);
      await expectMended(
        `UPDATE order_lines SET unit_price = unit_price - 1, amount = amount - quantity WHERE order_id = '${paid}'`,
      );
      await deps.db.client.auditEntry.delete({ where: { id: "price" } });
    });

    it("with two changed quantities is left as it is, and so are the stocks", () =>
      expectUnsure(
        `UPDATE order_lines SET quantity = quantity + 1, amount = amount + unit_price WHERE order_id = '${paid}'`,
        ["orderTotal orderLinesChanged", "stock otherFirst"],
        `UPDATE order_lines SET quantity = quantity - 1, amount = amount - unit_price WHERE order_id = '${paid}'`,
      ));

    it("whose records are two against two is left as it is", () =>
      expectUnsure(
        [
          `UPDATE orders SET status = 'PENDING', paid_at = NULL, order_number = NULL WHERE id = '${paid}'`,
          `DELETE FROM outbox_events WHERE order_id = '${paid}'`,
        ],
        ["coupon otherFirst", "payment recordsDisagree", "stock otherFirst"],
        [
          `UPDATE orders SET status = 'PAID', paid_at = (SELECT paid_at FROM payments WHERE order_id = '${paid}'), order_number = '${paid}' WHERE id = '${paid}'`,
        ],
      ));

    it("that was not paid loses a payment and an export from elsewhere", async () => {
      await expectMended(
        `INSERT INTO payments (order_id, user_id, amount, entry_number, lines_ordered, lines_settled, coupons_held, coupons_used, paid_at)
         SELECT id, user_id, 1, 1, 1, 1, 0, 0, created_at FROM orders WHERE id = '${pending}'`,
      );
      await expectMended(
        `INSERT INTO outbox_events (id, type, order_id, occurred_at, status, next_attempt_at)
         SELECT 'x', 'order.paid', id, created_at, 'PENDING', created_at FROM orders WHERE id = '${pending}'`,
      );
    });

    it("is exported again when its export was lost", async () => {
      const relayed = deps.relayed.length;
      await run(`DELETE FROM outbox_events WHERE order_id = '${paid}'`);
      expect(await follow()).toEqual([]);
      const event = await deps.db.client.outboxEvent.findFirst({ where: { orderId: paid } });
      expect(deps.relayed.slice(relayed)).toEqual([event?.id]);
    });
  });

  describe("a stock", () => {
    it("gets an adjustment back that only the audit log has", () =>
      run(`DELETE FROM stock_adjustments WHERE product_id = '${mug}'`).then(async () => {
        expect(await follow()).toEqual([]);
        expect(
          await deps.db.client.stockAdjustment.findMany({ where: { productId: mug } }),
        ).toMatchObject([{ quantity: 5, reason, actorId, createdAt: deps.clock.now() }]);
      }));

    it("is not put below 0", () =>
      expectUnsure(
        `UPDATE products SET stock = 0, initial_stock = 1 WHERE id = '${cup}'`,
        ["stock stockBelowZero"],
        `UPDATE products SET stock = 48, initial_stock = 50 WHERE id = '${cup}'`,
      ));

    it("whose two counts speak against the orders is left as it is", () =>
      expectUnsure(
        `UPDATE products SET stock = stock + 1, sold_quantity = sold_quantity - 1 WHERE id = '${cup}'`,
        ["stock orderLinesChanged"],
        `UPDATE products SET stock = stock - 1, sold_quantity = sold_quantity + 1 WHERE id = '${cup}'`,
      ));
  });

  describe("a coupon", () => {
    it("that its order has lost is not made usable again", () =>
      expectUnsure(
        `UPDATE orders SET issued_coupon_id = NULL WHERE id = '${paid}'`,
        ["coupon recordsDisagree"],
        `UPDATE orders SET issued_coupon_id = '${couponId}' WHERE id = '${paid}'`,
      ));

    it("that no line of the log tells of waits for its line", () =>
      expectUnsure(
        `INSERT INTO issued_coupons (id, campaign_id, user_id, issued_at, expires_at)
         SELECT 'plain', campaign_id, '${actorId}', issued_at, expires_at FROM issued_coupons WHERE id = '${couponId}'`,
        ["issuedCount couponsNotChained"],
        `DELETE FROM issued_coupons WHERE id = 'plain'`,
      ));
  });

  it("a log that left out a number while coupons were issued is left as it was published", async () => {
    const skip = (by: number) =>
      run(
        `UPDATE coupon_campaigns SET head_number = head_number + ${by} WHERE id = '${campaignId}'`,
      );
    await skip(1);
    await issueCoupon(deps, { id: campaignId, userId: await makeShopper(deps) });
    expect(await follow()).toEqual(["log logChanged"]);
    await run(`DELETE FROM issued_coupons WHERE campaign_id = '${campaignId}' AND number = 3`);
    await run(`UPDATE coupon_campaigns SET issued_count = 1, head_number = 1, head_hash =
      (SELECT hash FROM issued_coupons WHERE id = '${couponId}') WHERE id = '${campaignId}'`);
    expect(await brokenRows(deps)).toEqual([]);
  });

  describe("a repair", () => {
    const repairStock = (idempotencyKey?: string) =>
      repairInvariant(deps, { kind: "stock", subjectId: cup, reason, actorId, idempotencyKey });
    const audits = () =>
      deps.db.client.auditEntry.findMany({ where: { action: "invariant.repair", subjectId: cup } });

    it("is in the audit log with what it changed, and has one effect per key", async () => {
      await run(`UPDATE products SET stock = 40 WHERE id = '${cup}'`);
      const repaired = await repairStock("key");
      expect(repaired).toEqual({
        ...{ kind: "stock", subjectId: cup },
        before: { stock: 40 },
        after: { stock: 48 },
      });
      await run(`UPDATE products SET stock = 41 WHERE id = '${cup}'`);
      expect(await repairStock("key")).toEqual(repaired);
      expect(await audits()).toMatchObject([
        { actorId, subjectType: "product", reason, before: { stock: 40 }, after: { stock: 48 } },
      ]);
      await repairStock("other");
    });

    it("refuses what is right, and needs the password", async () => {
      await expect(repairStock()).rejects.toMatchObject({ code: "REPAIR_NOT_NEEDED" });
      const asked = { kind: "stock", subjectId: cup, reason, actorId, sessionId: "none" } as const;
      await expect(repairInvariant(deps, asked)).rejects.toMatchObject({
        code: "PASSWORD_REQUIRED",
      });
      expect(await audits()).toEqual([]);
    });

    it("takes its row, and those that it mends too, out of the last check", async () => {
      await run(`UPDATE products SET stock = 40 WHERE id = '${cup}'`);
      await run(`UPDATE coupon_campaigns SET issued_count = 2 WHERE id = '${campaignId}'`);
      await runInvariantCheck(deps, { actorId });
      const named = async () =>
        (await getLastInvariantCheck(deps)).results.flatMap(({ rows }) =>
          rows.map(({ kind }) => kind),
        );
      expect(await named()).toEqual(["issuedCount", "stock", "log"]);
      await repairInvariant(deps, { kind: "log", subjectId: campaignId, reason, actorId });
      expect(await named()).toEqual(["stock"]);
      // Somebody has mended it meanwhile.
      await run(`UPDATE products SET stock = 48 WHERE id = '${cup}'`);
      await expect(repairStock()).rejects.toMatchObject({ code: "REPAIR_NOT_NEEDED" });
      expect(await getLastInvariantCheck(deps)).toMatchObject({ holds: true });
    });

    it("does not say that all holds when the check named only the first rows", async () => {
      const ids = await Promise.all(times(21, () => makeProduct(deps)));
      await deps.db.client.product.updateMany({ where: { id: { in: ids } }, data: { stock: 1 } });
      const { results } = await runInvariantCheck(deps, { actorId });
      const rows = results.flatMap((result) => result.rows);
      expect(rows).toHaveLength(20);
      for (const { kind, subjectId } of rows) {
        await repairInvariant(deps, { kind, subjectId, reason, actorId });
      }
      expect(await getLastInvariantCheck(deps)).toMatchObject({ holds: false });
      expect((await runInvariantCheck(deps, { actorId })).holds).toBe(false);
      expect(await follow()).toEqual([]);
    });
  });

  it.each<[BrokenKind, () => string]>([
    ["account", () => `UPDATE accounts SET balance = balance + 1000 WHERE ${mine()}`],
    ["account", () => `UPDATE accounts SET entry_count = entry_count + 1 WHERE ${mine()}`],
    [
      "ledger",
      () => `UPDATE ledger_entries SET balance_after = balance_after + 1 WHERE ${entry(6)}`,
    ],
    ["ledger", () => `UPDATE ledger_entries SET amount = amount + 1 WHERE ${entry(1)}`],
    ["stock", () => `UPDATE products SET stock = stock + 1 WHERE id = '${cup}'`],
    ["stock", () => `UPDATE products SET sold_quantity = 0 WHERE id = '${cup}'`],
    ["coupon", () => `UPDATE issued_coupons SET used_at = NULL WHERE id = '${couponId}'`],
    ["payment", () => `DELETE FROM payments WHERE order_id = '${paid}'`],
    ["payment", () => `DELETE FROM outbox_events WHERE order_id = '${paid}'`],
    ["refund", () => `DELETE FROM refunds WHERE order_id = '${refunded}'`],
    [
      "orderTotal",
      () => `UPDATE orders SET subtotal = subtotal + 1, total = total + 1 WHERE id = '${paid}'`,
    ],
    [
      "issuedCount",
      () =>
        `UPDATE coupon_campaigns SET issued_count = issued_count + 1 WHERE id = '${campaignId}'`,
    ],
    [
      "log",
      () => `UPDATE coupon_campaigns SET head_number = head_number + 1 WHERE id = '${campaignId}'`,
    ],
  ])("%s is mended while the shopper pays and tops up: %s", async (kind, sql) => {
    const others = await makeShoppers(deps, 5);
    const returned = await place([[mug, 1]]);
    await pay(returned);
    const orders = await Promise.all(
      times(10, () =>
        place([
          [cup, 1],
          [mug, 1],
        ]),
      ),
    );
    await run(sql());
    const traffic: (() => Promise<unknown>)[] = [
      ...orders.map((id) => () => pay(id)),
      ...times(
        10,
        (i) => () => chargeBalance(deps, { userId, amount: 1_000 + i, idempotencyKey: `${i}` }),
      ),
      () => refundOrder(deps, { id: returned, actorId, reason }),
      ...(kind === "log" ? [] : others).map(
        (each) => () => issueCoupon(deps, { id: campaignId, userId: each }),
      ),
    ];
    const row = (await brokenRows(deps)).find((each) => each.kind === kind);
    const { subjectId = "" } = row ?? {};
    const repair = () => repairInvariant(deps, { kind, subjectId, reason, actorId });
    const { succeeded } = await allAtOnce(traffic.toSpliced(traffic.length / 2, 0, repair));
    expect(succeeded).toHaveLength(traffic.length + 1);
    expect(await follow()).toEqual([]);
    expect(await brokenRows(deps)).toEqual([]);
    const account = await deps.db.client.account.findUnique({ where: { userId } });
    expect(Number(account?.balance)).toBe(315_000 - 27_000 - 200_000 + 10_045);
  });
});
