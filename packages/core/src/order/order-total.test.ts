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
import { beforeEach, describe, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { placeOrder } from "./place-order.ts";

const MAX_BALANCE = 10_000_000;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  /** The same shop, before its MAX_BALANCE was lowered. */
  let generous: ReturnType<typeof testDeps>;
  let userId: string;

  const place = (productId: string, more: Partial<Parameters<typeof placeOrder>[1]> = {}) =>
    placeOrder(deps, { userId, lines: [{ productId, quantity: 1 }], ...more });
  const ordersOf = (shopper: string) =>
    deps.db.client.order.findMany({ where: { userId: shopper } });

  beforeEach(async () => {
    deps = testDeps(database());
    generous = testDeps(database(), { config: { ...deps.config, maxBalance: 2 * MAX_BALANCE } });
    userId = await makeShopper(deps);
  });

  describe("an order that could never be paid", () => {
    it("is refused when its total is above both MAX_BALANCE and the balance", async () => {
      const productId = await makeProduct(deps, { price: MAX_BALANCE + 1 });
      await expect(place(productId, { idempotencyKey: "k" })).rejects.toMatchObject({
        code: "ORDER_EXCEEDS_MAX_BALANCE",
        details: { total: MAX_BALANCE + 1, maxBalance: MAX_BALANCE },
      });
      expect(await ordersOf(userId)).toEqual([]);
      expect(await deps.db.client.idempotencyRecord.count({ where: { userId } })).toBe(0);
    });

    it("is not one whose total is exactly MAX_BALANCE, also after a coupon", async () => {
      const exact = await place(await makeProduct(deps, { price: MAX_BALANCE }));
      expect(exact.total).toBe(MAX_BALANCE);
      const issuedCouponId = await makeCoupon(deps, userId, { discountValue: 1 });
      const productId = await makeProduct(deps, { price: MAX_BALANCE + 1 });
      expect((await place(productId, { issuedCouponId })).total).toBe(MAX_BALANCE);
      const dearer = await makeProduct(deps, { price: MAX_BALANCE + 2 });
      await expect(place(dearer, { issuedCouponId })).rejects.toMatchObject({
        code: "ORDER_EXCEEDS_MAX_BALANCE",
        details: { total: MAX_BALANCE + 1 },
      });
    });

    it("is not one that a balance above MAX_BALANCE can pay", async () => {
      const rich = await makeShopper(generous, { balance: MAX_BALANCE + 1_000_000 });
      const all = await makeProduct(deps, { price: MAX_BALANCE + 1_000_000 });
      const { orderId } = await place(all, { userId: rich });
      const more = await makeProduct(deps, { price: MAX_BALANCE + 1_000_001 });
      await expect(place(more, { userId: rich })).rejects.toMatchObject({
        code: "ORDER_EXCEEDS_MAX_BALANCE",
      });
      expect(await payOrder(deps, { id: orderId, userId: rich })).toMatchObject({ balance: 0 });
    });

    it("is refused after stock and coupon are checked, and before a changed price", async () => {
      const price = MAX_BALANCE + 1;
      const soldOut = await makeProduct(deps, { price, stock: 0 });
      await expect(place(soldOut, { expectedTotal: 1 })).rejects.toMatchObject({
        code: "OUT_OF_STOCK",
      });
      const productId = await makeProduct(deps, { price });
      const issuedCouponId = await makeCoupon(deps, userId, { minOrderAmount: price + 1 });
      const both = { issuedCouponId, expectedTotal: 1 };
      await expect(place(productId, both)).rejects.toMatchObject({ code: "COUPON_NOT_USABLE" });
      await expect(place(productId, { expectedTotal: 1 })).rejects.toMatchObject({
        code: "ORDER_EXCEEDS_MAX_BALANCE",
      });
    });

    it("is never placed while another order spends the balance it needs, 20 at once", async () => {
      const rich = await makeShopper(generous, { balance: MAX_BALANCE + 1_000_000 });
      const dear = await makeProduct(deps, { price: MAX_BALANCE + 1 });
      const cheap = await makeProduct(deps, { price: 2_000_000 });
      const id = await makeOrder(deps, { userId: rich, productId: cheap });
      const { succeeded, refused } = await allAtOnce([
        ...times(10, () => () => place(dear, { userId: rich })),
        async () => {
          await payOrder(deps, { id, userId: rich });
          return null;
        },
        ...times(10, () => () => place(dear, { userId: rich })),
      ]);
      const placed = succeeded.filter((answer) => answer !== null);
      for (const { total, balance } of placed) expect(balance).toBeGreaterThanOrEqual(total);
      expect(Object.keys(refused)).not.toContain("INSUFFICIENT_BALANCE");
      expect(await ordersOf(rich)).toHaveLength(1 + placed.length);
      await expect(place(dear, { userId: rich })).rejects.toMatchObject({
        code: "ORDER_EXCEEDS_MAX_BALANCE",
      });
      await expectInvariants(generous);
    });
  });

  describe("an order whose total differs from the expected one", () => {
    it("is refused with both totals, whether the price rose or fell, and is not stored", async () => {
      const productId = await makeProduct(deps, { price: 12_000 });
      for (const expectedTotal of [11_999, 12_001, 0]) {
        await expect(place(productId, { expectedTotal })).rejects.toMatchObject({
          code: "PRICE_CHANGED",
          details: { expected: expectedTotal, total: 12_000 },
        });
      }
      expect(await ordersOf(userId)).toEqual([]);
      expect((await place(productId, { expectedTotal: 12_000 })).total).toBe(12_000);
    });

    it("is compared after the coupon's discount", async () => {
      const productId = await makeProduct(deps, { price: 12_000 });
      const issuedCouponId = await makeCoupon(deps, userId, { discountValue: 3_000 });
      await expect(
        place(productId, { issuedCouponId, expectedTotal: 12_000 }),
      ).rejects.toMatchObject({
        code: "PRICE_CHANGED",
        details: { expected: 12_000, total: 9_000 },
      });
      expect((await place(productId, { issuedCouponId, expectedTotal: 9_000 })).total).toBe(9_000);
    });

    it("leaves its key unused, and another expected total is another request under a used key", async () => {
      const productId = await makeProduct(deps, { price: 12_000 });
      const key = { idempotencyKey: "press" };
      await expect(place(productId, { ...key, expectedTotal: 1 })).rejects.toMatchObject({
        code: "PRICE_CHANGED",
      });
      const placed = await place(productId, { ...key, expectedTotal: 12_000 });
      await deps.db.client.product.update({ where: { id: productId }, data: { price: 1 } });
      expect(await place(productId, { ...key, expectedTotal: 12_000 })).toEqual(placed);
      for (const other of [{ expectedTotal: 1 }, {}]) {
        await expect(place(productId, { ...key, ...other })).rejects.toMatchObject({
          code: "IDEMPOTENCY_KEY_REUSED",
        });
      }
      expect(await ordersOf(userId)).toHaveLength(1);
    });

    it("is never placed while the price keeps changing, 10 orders at once", async () => {
      const productId = await makeProduct(deps, { price: 10_000 });
      const shoppers = await makeShoppers(deps, 10);
      const [holder = ""] = shoppers;
      const issuedCouponId = await makeCoupon(deps, holder, { discountValue: 3_000 });
      let selling = true;
      const moving = (async () => {
        for (let i = 0; selling; i++) {
          const data = { price: i % 2 ? 10_000 : 12_000 };
          await deps.db.client.product.update({ where: { id: productId }, data });
        }
      })();
      let placed = 0;
      for (let round = 0; round < 10; round++) {
        const { succeeded, refused } = await allAtOnce(
          shoppers.map(
            (shopper) => () =>
              place(productId, {
                userId: shopper,
                ...(shopper === holder
                  ? { issuedCouponId, expectedTotal: 7_000 }
                  : { expectedTotal: 10_000 }),
              }),
          ),
        );
        placed += succeeded.length;
        expect({ PRICE_CHANGED: 10 - succeeded.length, ...refused }).toEqual({
          PRICE_CHANGED: 10 - succeeded.length,
        });
      }
      selling = false;
      await moving;
      const rows = await deps.db.client.order.findMany({ where: { userId: { in: shoppers } } });
      expect(placed).toBeGreaterThan(0);
      expect(rows).toHaveLength(placed);
      for (const { total, issuedCouponId: used } of rows) {
        expect(Number(total)).toBe(used ? 7_000 : 10_000);
      }
    });
  });
});
