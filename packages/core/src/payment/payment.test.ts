import {
  allAtOnce,
  expectInvariants,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { getBalance } from "../balance/get-balance.ts";
import { listLedgerEntries } from "../balance/list-ledger-entries.ts";
import { listUserCoupons } from "../coupon/list-user-coupons.ts";
import { cancelOrder } from "../order/cancel-order.ts";
import { getOrder } from "../order/get-order.ts";
import { placeOrder } from "../order/place-order.ts";
import { payOrder } from "./pay-order.ts";
import { paymentTables } from "./payment-tables.fixture.ts";
import { refundOrder } from "./refund-order.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let adminId: string;
  const refund = (id: string) => refundOrder(deps, { id, actorId: adminId, reason: "변심" });
  const stockOf = async (id: string) =>
    (await deps.db.client.product.findUniqueOrThrow({ where: { id } })).stock;

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps, { balance: 100_000 });
    adminId = await makeShopper(deps, { role: "owner" });
  });

  it("takes balance, stock and coupon, stores the paid order and wakes its export", async () => {
    const productId = await makeProduct(deps, { price: 20_000, stock: 5 });
    const issuedCouponId = await makeCoupon(deps, userId, { discountValue: 3_000 });
    const id = await makeOrder(deps, { userId, productId, quantity: 2, issuedCouponId });
    deps.clock.set(new Date("2026-11-22T15:00:00.000Z")); // midnight in Seoul: the 23rd
    await deps.db.client.order.update({
      where: { id },
      data: { expiresAt: new Date("2026-11-22T15:10:00.000Z") },
    });
    const payment = await payOrder(deps, { id, userId });
    expect(payment).toEqual({
      orderNumber: expect.stringMatching(/^20261123-[2-9A-HJ-NP-Z]{8}$/),
      orderId: id,
      status: "PAID",
      total: 37_000,
      balance: 63_000,
      paidAt: "2026-11-22T15:00:00.000Z",
    });
    expect(await getOrder(deps, { id, userId })).toMatchObject({
      status: "PAID",
      orderNumber: payment.orderNumber,
      paidAt: payment.paidAt,
    });
    expect(await stockOf(productId)).toBe(3);
    expect((await listUserCoupons(deps, { userId })).items).toMatchObject([{ status: "USED" }]);
    expect((await listLedgerEntries(deps, { userId, size: 1 })).items).toMatchObject([
      { kind: "PAYMENT", amount: -37_000, balanceAfter: 63_000, orderId: id },
    ]);
    const events = await deps.db.client.outboxEvent.findMany({ where: { orderId: id } });
    expect(events).toMatchObject([{ type: "order.paid", status: "PENDING", attempts: 0 }]);
    expect(deps.relayed).toEqual([events[0]?.id]);
    await expectInvariants(deps);
  });

  it("a total of 0 needs no account and makes no ledger entry", async () => {
    const newcomer = await makeShopper(deps);
    const issuedCouponId = await makeCoupon(deps, newcomer, { discountValue: 50_000 });
    const productId = await makeProduct(deps, { price: 20_000 });
    const id = await makeOrder(deps, { userId: newcomer, productId, issuedCouponId });
    expect(await payOrder(deps, { id, userId: newcomer })).toMatchObject({ total: 0, balance: 0 });
    expect(await deps.db.client.account.findUnique({ where: { userId: newcomer } })).toBeNull();
    expect(await refund(id)).toMatchObject({ amount: 0 });
    expect(await deps.db.client.account.findUnique({ where: { userId: newcomer } })).toBeNull();
    expect((await listUserCoupons(deps, { userId: newcomer })).items).toMatchObject([
      { status: "USABLE" },
    ]);
    await expectInvariants(deps);
  });

  it("refuses in the spec's order and leaves the tables as they were", async () => {
    const poor = await makeShopper(deps);
    const productId = await makeProduct(deps, { price: 30_000, stock: 2 });
    const issuedCouponId = await makeCoupon(deps, poor, { validHours: 1 });
    const id = await makeOrder(deps, { userId: poor, productId, issuedCouponId });
    const pay = (as = poor, order = id) =>
      payOrder(deps, { id: order, userId: as, idempotencyKey: "k" });
    const { client } = deps.db;
    await client.issuedCoupon.update({
      where: { id: issuedCouponId },
      data: { expiresAt: deps.clock.now() },
    });
    await client.product.update({ where: { id: productId }, data: { stock: 0 } });
    const before = await paymentTables(deps);
    await expect(pay(userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(pay(poor, "unknown")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(pay(poor, "\u0000")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(pay()).rejects.toMatchObject({
      code: "INSUFFICIENT_BALANCE",
      details: { balance: 0, total: 27_000, shortBy: 27_000 },
    });
    expect(await paymentTables(deps)).toEqual(before);

    await deps.db.client.account.create({ data: { userId: poor, balance: 27_000, entryCount: 0 } });
    const funded = await paymentTables(deps);
    await expect(pay()).rejects.toMatchObject({
      code: "OUT_OF_STOCK",
      details: { lines: [{ productId, requested: 1, available: 0 }] },
    });
    expect(await paymentTables(deps)).toEqual(funded);

    await client.product.update({ where: { id: productId }, data: { stock: 2 } });
    const stocked = await paymentTables(deps);
    await expect(pay()).rejects.toMatchObject({
      code: "COUPON_NOT_USABLE",
      details: { reason: "EXPIRED" },
    });
    expect(await paymentTables(deps)).toEqual(stocked);

    deps.clock.advance(15 * 60_000);
    await expect(pay()).rejects.toMatchObject({ code: "ORDER_EXPIRED" });
    expect(await paymentTables(deps)).toEqual(stocked);
    await client.account.delete({ where: { userId: poor } });
  });

  it("sells a stock of 1 to one of 100 buyers, and refuses 99", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 1 });
    const buyers = await makeShoppers(deps, 100, 5_000);
    const orders = await Promise.all(
      buyers.map(async (buyer) => ({
        userId: buyer,
        id: await makeOrder(deps, { userId: buyer, productId }),
      })),
    );
    const { succeeded, refused } = await allAtOnce(
      orders.map((order) => () => payOrder(deps, order)),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ OUT_OF_STOCK: 99 });
    expect(await stockOf(productId)).toBe(0);
    await expectInvariants(deps);
  });

  it("sells exactly 50 to 200 buyers who order and pay at once", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 50 });
    const buyers = await makeShoppers(deps, 200, 5_000);
    const { succeeded, refused } = await allAtOnce(
      buyers.map((buyer) => async () => {
        const id = await makeOrder(deps, { userId: buyer, productId });
        return payOrder(deps, { id, userId: buyer });
      }),
    );
    expect(succeeded).toHaveLength(50);
    expect(refused).toEqual({ OUT_OF_STOCK: 150 });
    expect(await stockOf(productId)).toBe(0);
    await expectInvariants(deps);
  });

  it("pays an order once when it is paid 20 times at once", async () => {
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    const { succeeded, refused } = await allAtOnce(
      times(20, () => () => payOrder(deps, { id, userId })),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ ORDER_NOT_PAYABLE: 19 });
    expect(deps.relayed).toHaveLength(1);
    await expectInvariants(deps);
  });

  it("pays one of two orders with the same coupon, and the other stays payable", async () => {
    const productId = await makeProduct(deps, { price: 10_000 });
    const issuedCouponId = await makeCoupon(deps, userId);
    const ids = await Promise.all(
      times(2, () => makeOrder(deps, { userId, productId, issuedCouponId })),
    );
    const { succeeded, refused } = await allAtOnce(
      ids.map((id) => () => payOrder(deps, { id, userId })),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ COUPON_NOT_USABLE: 1 });
    const left = ids.find((id) => id !== succeeded[0]?.orderId) ?? "";
    expect(await getOrder(deps, { id: left, userId })).toMatchObject({ status: "PENDING" });
    await refund(succeeded[0]?.orderId ?? "");
    await payOrder(deps, { id: left, userId });
    await expectInvariants(deps);
  });

  it("pays one of two orders that need the same balance", async () => {
    const productId = await makeProduct(deps, { price: 60_000 });
    const ids = await Promise.all(times(2, () => makeOrder(deps, { userId, productId })));
    const { succeeded, refused } = await allAtOnce(
      ids.map((id) => () => payOrder(deps, { id, userId })),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ INSUFFICIENT_BALANCE: 1 });
    expect(await getBalance(deps, { userId })).toMatchObject({ balance: 40_000 });
    await expectInvariants(deps);
  });

  it("shows no deadlock when orders with products in opposite order are placed, paid and refunded at once", async () => {
    const products = await Promise.all(
      times(6, () => makeProduct(deps, { price: 1_000, stock: 500 })),
    );
    const buyers = await makeShoppers(deps, 40, 50_000);
    const { succeeded } = await allAtOnce(
      buyers.map((buyer, i) => async () => {
        const ordered = i % 2 === 0 ? products : products.toReversed();
        const lines = ordered.map((productId) => ({ productId, quantity: 1 }));
        const { orderId } = await placeOrder(deps, { userId: buyer, lines });
        const payment = await payOrder(deps, { id: orderId, userId: buyer });
        if (i % 4 === 0) await refund(orderId);
        return payment;
      }),
    );
    expect(succeeded).toHaveLength(40);
    expect(await stockOf(products[0] ?? "")).toBe(470);
    await expectInvariants(deps);
  });

  it("cannot store a payment that does not match its order, because the schema refuses it", async () => {
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    const proofs = { linesOrdered: 1, linesSettled: 1, couponsHeld: 0, couponsUsed: 0 };
    const store = (payment: object) =>
      deps.db.client.payment.create({
        data: { orderId: id, userId, amount: 0, paidAt: deps.clock.now(), ...proofs, ...payment },
      });
    await expect(store({ linesSettled: 0 })).rejects.toThrow();
    await expect(store({ couponsHeld: 1 })).rejects.toThrow();
    await expect(store({ amount: 1_000 })).rejects.toThrow();
    expect(await deps.db.client.payment.count({ where: { orderId: id } })).toBe(0);
  });

  it("refunds the whole order: balance, stock and coupon go back, with its own export event", async () => {
    const productId = await makeProduct(deps, { price: 20_000, stock: 5 });
    const issuedCouponId = await makeCoupon(deps, userId);
    const id = await makeOrder(deps, { userId, productId, quantity: 2, issuedCouponId });
    await payOrder(deps, { id, userId });
    expect(await refund(id)).toEqual({
      orderId: id,
      status: "REFUNDED",
      amount: 37_000,
      refundedAt: deps.clock.now().toISOString(),
    });
    expect(await getBalance(deps, { userId })).toMatchObject({ balance: 100_000 });
    expect(await stockOf(productId)).toBe(5);
    expect((await listUserCoupons(deps, { userId })).items).toMatchObject([{ status: "USABLE" }]);
    expect((await getOrder(deps, { id, userId })).status).toBe("REFUNDED");
    expect(
      await deps.db.client.outboxEvent.findMany({
        where: { orderId: id },
        orderBy: { type: "asc" },
      }),
    ).toMatchObject([{ type: "order.paid" }, { type: "order.refunded" }]);
    await expect(payOrder(deps, { id, userId })).rejects.toMatchObject({
      code: "ORDER_NOT_PAYABLE",
    });
    await expectInvariants(deps);
  });

  it("refunds to a balance that is at its limit", async () => {
    const id = await makeOrder(deps, {
      userId,
      productId: await makeProduct(deps, { price: 50_000 }),
    });
    await payOrder(deps, { id, userId });
    const full = { ...deps, config: { ...deps.config, maxBalance: 50_000 } };
    await refundOrder(full, { id, actorId: adminId, reason: "변심" });
    expect(await getBalance(deps, { userId })).toMatchObject({ balance: 100_000 });
  });

  it("refuses to refund an order that is not paid", async () => {
    const productId = await makeProduct(deps);
    const pending = await makeOrder(deps, { userId, productId });
    await expect(refund(pending)).rejects.toMatchObject({ code: "ORDER_NOT_REFUNDABLE" });
    await expect(refund("unknown")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(refund("\u0000")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("refunds once when 20 refunds run at once, with cancellations and payments between", async () => {
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    await payOrder(deps, { id, userId });
    const { succeeded, refused } = await allAtOnce<unknown>(
      times(20, (i) => () => {
        if (i % 5 === 3) return cancelOrder(deps, { id, userId });
        return i % 5 === 4 ? payOrder(deps, { id, userId }) : refund(id);
      }),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({
      ORDER_NOT_REFUNDABLE: 11,
      ORDER_NOT_CANCELLABLE: 4,
      ORDER_NOT_PAYABLE: 4,
    });
    expect(await getBalance(deps, { userId })).toMatchObject({ balance: 100_000 });
    await expectInvariants(deps);
  });
});
