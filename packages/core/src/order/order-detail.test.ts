import {
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listUserCoupons } from "../coupon/list-user-coupons.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { cancelOrder } from "./cancel-order.ts";
import { getOrderDetail } from "./get-order-detail.ts";
import { listOrderCards } from "./list-order-cards.ts";
import { placeOrder } from "./place-order.ts";

const MINUTE = 60_000;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let productId: string;

  const detail = (id: string) => getOrderDetail(deps, { id, userId });
  const kindsOf = async (id: string) => (await detail(id)).timeline.map(({ kind }) => kind);
  const now = () => deps.clock.now().toISOString();

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps, { balance: 100_000 });
    productId = await makeProduct(deps, { price: 10_000 });
  });

  it("tells what has become of a paid and refunded order, and the balance after each step", async () => {
    const issuedCouponId = await makeCoupon(deps, userId, { discountValue: 3_000 });
    const id = await makeOrder(deps, { userId, productId, issuedCouponId });
    const placed = now();
    deps.clock.advance(MINUTE);
    await payOrder(deps, { id, userId });
    const paid = now();
    const orderOf = async () => (await listUserCoupons(deps, { userId })).items[0]?.orderId;
    expect(await orderOf()).toBe(id);
    deps.clock.advance(MINUTE);
    const actorId = await makeShopper(deps, { role: "owner" });
    await refundOrder(deps, { id, actorId, reason: "내부 사정" });
    expect(await detail(id)).toEqual({
      products: { [productId]: { imageUrl: "/products/mug.svg", isOnSale: true } },
      coupon: { name: "선착순 쿠폰", nameEn: "First-come coupon" },
      entries: [
        expect.objectContaining({ kind: "PAYMENT", amount: -7_000, balanceAfter: 93_000 }),
        expect.objectContaining({ kind: "REFUND", amount: 7_000, balanceAfter: 100_000 }),
      ],
      timeline: [
        { kind: "PLACED", at: placed },
        { kind: "PAID", at: paid },
        { kind: "REFUNDED", at: now() },
      ],
    });
    // The reason is the staff's; a refunded coupon is used with no order any more.
    expect(JSON.stringify(await detail(id))).not.toContain("내부 사정");
    expect(await orderOf()).toBeNull();
  });

  it("tells when an order was cancelled, or could no longer be paid", async () => {
    const cancelled = await makeOrder(deps, { userId, productId });
    const expired = await makeOrder(deps, { userId, productId });
    expect(await kindsOf(cancelled)).toEqual(["PLACED"]);
    await cancelOrder(deps, { id: cancelled, userId });
    expect(await kindsOf(cancelled)).toEqual(["PLACED", "CANCELLED"]);
    deps.clock.advance(15 * MINUTE);
    expect((await detail(expired)).timeline).toEqual([
      expect.objectContaining({ kind: "PLACED" }),
      { kind: "EXPIRED", at: now() },
    ]);
    expect((await detail(expired)).entries).toEqual([]);
  });

  it("is found by its owner alone", async () => {
    const id = await makeOrder(deps, { userId, productId });
    const other = await makeShopper(deps);
    for (const asked of [
      { id, userId: other },
      { id: "unknown", userId },
      { id: "\u0000", userId },
    ])
      await expect(getOrderDetail(deps, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await listOrderCards(deps, { userId: other, size: 10 })).items).toEqual([]);
  });

  it("lists orders with the pictures of their products, sold or not any more", async () => {
    const gone = await makeProduct(deps, { price: 1_000 });
    const lines = [
      { productId: gone, quantity: 1 },
      { productId, quantity: 2 },
    ];
    await placeOrder(deps, { userId, lines });
    const last = await makeOrder(deps, { userId, productId });
    await deps.db.client.product.update({
      where: { id: gone },
      data: { archivedAt: deps.clock.now(), images: [] },
    });
    const picture = { imageUrl: "/products/mug.svg", isOnSale: true };
    const { items, nextCursor } = await listOrderCards(deps, { userId, size: 1 });
    expect(items).toMatchObject([{ orderId: last, products: { [productId]: picture } }]);
    const rest = await listOrderCards(deps, { userId, size: 1, cursor: nextCursor ?? undefined });
    expect(rest.items.map(({ products }) => products)).toEqual([
      { [gone]: { imageUrl: null, isOnSale: false }, [productId]: picture },
    ]);
    expect(rest.nextCursor).toBeNull();
  });
});
