import {
  expectInvariants,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it, vi } from "vitest";
import { chargeBalance } from "../balance/charge-balance.ts";
import { placeOrder } from "../order/place-order.ts";
import { payOrder } from "./pay-order.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let productId: string;

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps, { balance: 100_000 });
    productId = await makeProduct(deps, { price: 20_000, stock: 5 });
  });

  /** How each payment of the same moment ended. */
  const payTogether = (orders: { id: string; userId: string; idempotencyKey?: string }[]) =>
    Promise.all(
      orders.map((order) =>
        payOrder(deps, order).then(
          (paid) => paid.status,
          (error) => error.code,
        ),
      ),
    );

  /** An order of a new shopper who has 20,000 won. */
  const makeOrderOf = async (productId: string) => {
    const shopper = await makeShopper(deps, { balance: 20_000 });
    return { userId: shopper, id: await makeOrder(deps, { userId: shopper, productId }) };
  };

  it("payments of one moment share a write, and each has its own answer", async () => {
    const orders = await Promise.all(times(5, () => makeOrderOf(productId)));
    const { postgresql } = deps.db;
    const query = postgresql && vi.spyOn(postgresql, "query");
    const paid = await Promise.all(orders.map((order) => payOrder(deps, order)));
    if (query) expect(query).toHaveBeenCalledTimes(1);
    query?.mockRestore();
    expect(paid.map(({ orderId }) => orderId)).toEqual(orders.map((order) => order.id));
    expect(new Set(paid.map(({ orderNumber }) => orderNumber)).size).toBe(5);
    expect(new Set(deps.relayed).size).toBe(5);
    const where = { id: productId };
    const product = await deps.db.client.product.findUniqueOrThrow({ where });
    expect(product).toMatchObject({ stock: 0, soldQuantity: 5 });
    await expectInvariants(deps);
  });

  it("a payment that must not be leaves the others of its moment as they are", async () => {
    const usual = await makeProduct(deps, { price: 20_000 });
    const dear = await makeProduct(deps, { price: 20_001 });
    const scarce = await makeProduct(deps, { price: 1, stock: 1 });
    const poor = await makeOrderOf(dear);
    const slow = await makeOrderOf(scarce);
    await payOrder(deps, await makeOrderOf(scarce));
    const late = await makeOrderOf(usual);
    const data = { expiresAt: deps.clock.now() };
    await deps.db.client.order.update({ where: { id: late.id }, data });
    const one = await makeOrderOf(usual);
    const other = await makeOrderOf(usual);
    const foreign = { id: one.id, userId: other.userId };
    expect(await payTogether([poor, slow, late, foreign, one, other])).toEqual([
      ...["INSUFFICIENT_BALANCE", "OUT_OF_STOCK", "ORDER_EXPIRED", "NOT_FOUND"],
      ...["PAID", "PAID"],
    ]);
    await expectInvariants(deps);
  });

  it("the last piece goes to one of those who want it at the same moment", async () => {
    const productId = await makeProduct(deps, { price: 20_000, stock: 1 });
    const ends = await payTogether(await Promise.all(times(5, () => makeOrderOf(productId))));
    expect(ends.toSorted()).toEqual([...times(4, () => "OUT_OF_STOCK"), "PAID"]);
    await expectInvariants(deps);
  });

  it("a key that is taken holds up its own payment, and none that came with it", async () => {
    const productId = await makeProduct(deps, { price: 1_000 });
    const [one, other] = [await makeOrderOf(productId), await makeOrderOf(productId)];
    const { userId: shopper } = one;
    await chargeBalance(deps, { userId: shopper, amount: 1_000, idempotencyKey: "k" });
    const idempotencyKey = "k";
    expect(
      await payTogether([
        { ...one, idempotencyKey },
        { ...other, idempotencyKey },
      ]),
    ).toEqual(["IDEMPOTENCY_KEY_REUSED", "PAID"]);
    expect(await payOrder(deps, one)).toMatchObject({ status: "PAID" });
    await expectInvariants(deps);
  });

  it("two orders of one shopper at the same moment are both paid, one after the other", async () => {
    const ids = await Promise.all(times(2, () => makeOrder(deps, { userId, productId })));
    expect(await payTogether(ids.map((id) => ({ id, userId })))).toEqual(["PAID", "PAID"]);
    await expectInvariants(deps);
  });

  it("one order twice at the same moment is paid once", async () => {
    const id = await makeOrder(deps, { userId, productId });
    const ends = await payTogether([
      { id, userId },
      { id, userId, idempotencyKey: "k" },
    ]);
    expect(ends.toSorted()).toEqual(["ORDER_NOT_PAYABLE", "PAID"]);
    await expectInvariants(deps);
  });

  it("a coupon of two free orders at the same moment is used by one", async () => {
    const coupon = await makeCoupon(deps, userId, { discountValue: 20_000, minOrderAmount: 0 });
    const lines = [{ productId, quantity: 1 }];
    const order = { userId, lines, issuedCouponId: coupon };
    const placed = await Promise.all(times(2, () => placeOrder(deps, order)));
    expect(placed.map(({ total }) => total)).toEqual([0, 0]);
    const ends = await payTogether(placed.map(({ orderId }) => ({ id: orderId, userId })));
    expect(ends.toSorted()).toEqual(["COUPON_NOT_USABLE", "PAID"]);
    await expectInvariants(deps);
  });
});
