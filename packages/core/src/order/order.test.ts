import {
  allAtOnce,
  expectInvariants,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { cancelOrder } from "./cancel-order.ts";
import { expireOrders } from "./expire-orders.ts";
import { getOrder } from "./get-order.ts";
import { listOrders } from "./list-orders.ts";
import { placeOrder } from "./place-order.ts";
import { placeOrderInput } from "./schema.ts";

const MINUTE = 60_000;

describe("placeOrderInput", () => {
  const line = { productId: "p", quantity: 1 };
  it.each([
    { lines: [] },
    { lines: times(51, (i) => ({ productId: `p${i}`, quantity: 1 })) },
    { lines: [line, line] },
    { lines: [{ ...line, quantity: 0 }] },
    { lines: [{ ...line, quantity: 100 }] },
    { lines: [{ ...line, quantity: 1.5 }] },
    { lines: [{ ...line, quantity: "1" }] },
    { lines: [{ ...line, price: 1 }] },
    { lines: line },
    { lines: [line], issuedCouponId: null },
    { lines: [line], total: 1 },
    ...["1", 1.5, -1, null, 2 ** 53].map((expectedTotal) => ({ lines: [line], expectedTotal })),
  ])("refuses %o", (input) => {
    expect(placeOrderInput.safeParse(input).success).toBe(false);
  });
});

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps, { balance: 100_000 });
  });

  it("places a pending order with price snapshots and takes neither stock nor coupon", async () => {
    const cup = await makeProduct(deps, { name: "찻잔", price: 12_000, stock: 5 });
    const pot = await makeProduct(deps, { name: "주전자", price: 30_500, stock: 1 });
    const issuedCouponId = await makeCoupon(deps, userId, {
      discountType: "PERCENT",
      discountValue: 7,
      minOrderAmount: 54_500,
    });
    const order = await placeOrder(deps, {
      userId,
      lines: [
        { productId: pot, quantity: 1 },
        { productId: cup, quantity: 2 },
      ],
      issuedCouponId,
    });
    expect(order).toEqual({
      orderId: expect.any(String),
      orderNumber: null,
      status: "PENDING",
      lines: [
        {
          productId: pot,
          name: "주전자",
          nameEn: "Ceramic mug",
          unitPrice: 30_500,
          quantity: 1,
          amount: 30_500,
        },
        {
          productId: cup,
          name: "찻잔",
          nameEn: "Ceramic mug",
          unitPrice: 12_000,
          quantity: 2,
          amount: 24_000,
        },
      ],
      subtotal: 54_500,
      discount: 3_815,
      total: 50_685,
      issuedCouponId,
      createdAt: deps.clock.now().toISOString(),
      expiresAt: new Date(deps.clock.now().getTime() + 15 * MINUTE).toISOString(),
      paidAt: null,
      balance: 100_000,
    });
    const { client } = deps.db;
    expect(await client.product.findUnique({ where: { id: pot } })).toMatchObject({ stock: 1 });
    expect(await client.issuedCoupon.findUnique({ where: { id: issuedCouponId } })).toMatchObject({
      usedAt: null,
    });
    await client.product.update({ where: { id: pot }, data: { price: 99_000, name: "새 이름" } });
    const { balance: _, ...placed } = order;
    expect(await getOrder(deps, { id: order.orderId, userId })).toEqual(placed);
  });

  it("refuses unknown and archived products and other people's coupons as not found", async () => {
    const productId = await makeProduct(deps);
    const archived = await makeProduct(deps, { archived: true });
    for (const id of ["unknown", archived, "\u0000", ""]) {
      const lines = [
        { productId, quantity: 1 },
        { productId: id, quantity: 1 },
      ];
      await expect(placeOrder(deps, { userId, lines })).rejects.toMatchObject({
        code: "NOT_FOUND",
        details: { productId: id },
      });
    }
    const others = await makeCoupon(deps, await makeShopper(deps));
    for (const issuedCouponId of [others, "unknown", "", "\u0000"]) {
      const lines = [{ productId, quantity: 1 }];
      await expect(placeOrder(deps, { userId, lines, issuedCouponId })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
  });

  it("names every line short of stock", async () => {
    const plenty = await makeProduct(deps, { stock: 50 });
    const few = await makeProduct(deps, { stock: 2 });
    const none = await makeProduct(deps, { stock: 0 });
    const lines = [
      { productId: few, quantity: 3 },
      { productId: plenty, quantity: 50 },
      { productId: none, quantity: 1 },
    ];
    await expect(placeOrder(deps, { userId, lines })).rejects.toMatchObject({
      code: "OUT_OF_STOCK",
      details: {
        lines: [
          { productId: few, requested: 3, available: 2 },
          { productId: none, requested: 1, available: 0 },
        ],
      },
    });
  });

  it("says why a coupon cannot be used", async () => {
    const productId = await makeProduct(deps, { price: 10_000 });
    const place = (issuedCouponId: string) =>
      placeOrder(deps, { userId, lines: [{ productId, quantity: 1 }], issuedCouponId });
    const minimum = await makeCoupon(deps, userId, { minOrderAmount: 10_001 });
    await expect(place(minimum)).rejects.toMatchObject({
      code: "COUPON_NOT_USABLE",
      details: { reason: "MINIMUM_NOT_REACHED" },
    });
    const used = await makeCoupon(deps, userId);
    await payOrder(deps, { id: (await place(used)).orderId, userId });
    await expect(place(used)).rejects.toMatchObject({ details: { reason: "USED" } });
    const expired = await makeCoupon(deps, userId, { validHours: 1 });
    deps.clock.advance(60 * MINUTE);
    await expect(place(expired)).rejects.toMatchObject({ details: { reason: "EXPIRED" } });
  });

  it("holds sums beyond 32 bits", async () => {
    const config = { ...deps.config, maxBalance: 1_000_000_000_000 };
    const productId = await makeProduct(deps, { price: 100_000_000, stock: 99 });
    const order = await placeOrder(testDeps(database(), { config }), {
      userId,
      lines: [{ productId, quantity: 99 }],
    });
    expect(order.total).toBe(9_900_000_000);
  });

  it("keeps 20 lines in the order in which they were asked for", async () => {
    const products = await Promise.all(times(20, (i) => makeProduct(deps, { price: 100 + i })));
    const lines = products.toReversed().map((productId, i) => ({ productId, quantity: 1 + i }));
    const { balance: _, ...order } = await placeOrder(deps, { userId, lines });
    expect(order.lines).toMatchObject(lines);
    expect(order.subtotal).toBe(order.lines.reduce((sum, line) => sum + line.amount, 0));
    expect(await getOrder(deps, { id: order.orderId, userId })).toEqual(order);
  });

  it("finds an order for its owner only", async () => {
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    const other = await makeShopper(deps);
    for (const lookup of [
      { id, userId: other },
      { id: "unknown", userId },
      { id: "\u0000", userId },
    ]) {
      await expect(getOrder(deps, lookup)).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(cancelOrder(deps, lookup)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("lists a shopper's own orders, newest first, page by page", async () => {
    const productId = await makeProduct(deps);
    const placed: string[] = [];
    for (let i = 0; i < 5; i++) {
      deps.clock.advance(1_000);
      placed.unshift(await makeOrder(deps, { userId, productId }));
    }
    const first = await listOrders(deps, { userId, size: 3 });
    const rest = await listOrders(deps, { userId, size: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map((order) => order.orderId)).toEqual(placed);
    expect(rest.nextCursor).toBeNull();
  });

  it("cancels a pending order, and answers a repeat the same", async () => {
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    const cancelled = { orderId: id, status: "CANCELLED" };
    expect(await cancelOrder(deps, { id, userId })).toEqual(cancelled);
    expect(await cancelOrder(deps, { id, userId })).toEqual(cancelled);
    await expect(payOrder(deps, { id, userId })).rejects.toMatchObject({
      code: "ORDER_NOT_PAYABLE",
    });
  });

  it("does not cancel a paid or an expired order", async () => {
    const productId = await makeProduct(deps);
    const paid = await makeOrder(deps, { userId, productId });
    await payOrder(deps, { id: paid, userId });
    const expired = await makeOrder(deps, { userId, productId });
    deps.clock.advance(15 * MINUTE);
    for (const id of [paid, expired]) {
      await expect(cancelOrder(deps, { id, userId })).rejects.toMatchObject({
        code: "ORDER_NOT_CANCELLABLE",
      });
    }
  });

  it("reads an order as expired as soon as its time is over, before and after the job", async () => {
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    deps.clock.advance(15 * MINUTE - 1);
    await expireOrders(deps);
    expect(await getOrder(deps, { id, userId })).toMatchObject({ status: "PENDING" });
    deps.clock.advance(1);
    expect(await getOrder(deps, { id, userId })).toMatchObject({ status: "EXPIRED" });
    await expect(payOrder(deps, { id, userId })).rejects.toMatchObject({ code: "ORDER_EXPIRED" });
    expect(await expireOrders(deps)).toBeGreaterThan(0);
    expect(await getOrder(deps, { id, userId })).toMatchObject({ status: "EXPIRED" });
    await expect(payOrder(deps, { id, userId })).rejects.toMatchObject({ code: "ORDER_EXPIRED" });
  });

  it("ends an order exactly once when it is cancelled and paid at once, 20 times", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 100 });
    for (let round = 0; round < 20; round++) {
      const id = await makeOrder(deps, { userId, productId });
      const { succeeded } = await allAtOnce<unknown>([
        () => payOrder(deps, { id, userId }),
        () => cancelOrder(deps, { id, userId }),
      ]);
      expect(succeeded).toHaveLength(1);
    }
    await expectInvariants(deps);
  });

  it("ends an order exactly once when it expires and is paid at once, 20 times", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 100 });
    for (let round = 0; round < 20; round++) {
      const id = await makeOrder(deps, { userId, productId });
      const late = testDeps(database());
      late.clock.set(new Date(deps.clock.now().getTime() + 15 * MINUTE));
      const [paid, expired] = await Promise.all([
        payOrder(deps, { id, userId }).then(
          () => true,
          (error) => error.code,
        ),
        expireOrders(late),
      ]);
      expect([paid, expired]).toEqual(expired === 1 ? ["ORDER_EXPIRED", 1] : [true, 0]);
    }
    await expectInvariants(deps);
  });
});
