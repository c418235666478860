import { storeSearchEntries } from "@sunchak/db";
import {
  allAtOnce,
  expectInvariants,
  makeCoupon,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  platformOf,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { listAuditEntries } from "../audit/list-audit-entries.ts";
import { deliverExport } from "../export/deliver-export.ts";
import { DeliveryError } from "../export/schema.ts";
import { newId } from "../ids.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { cancelOrder } from "./cancel-order.ts";
import { expireOrders } from "./expire-orders.ts";
import { getAdminOrder } from "./get-admin-order.ts";
import { eachAdminOrder, listAdminOrders } from "./list-admin-orders.ts";
import type { OrderFilter } from "./schema.ts";

/** A full-width digit, as a Japanese keyboard types it. */
const fullWidth = (digit: string) => String.fromCodePoint(0xff10 + Number(digit));

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let userId: string;
  let productId: string;

  const order = () => {
    deps.clock.advance(1_000);
    return makeOrder(deps, { userId, productId });
  };
  const paid = async () => {
    const id = await order();
    const { orderNumber } = await payOrder(deps, { id, userId });
    return { id, orderNumber };
  };
  const found = async (filter: OrderFilter) =>
    (await listAdminOrders(deps, { size: 100, ...filter })).items.map(({ orderId }) => orderId);

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    userId = await makeShopper(deps, { balance: 500_000 });
    productId = await makeProduct(deps, { name: "나무 도마", nameEn: "Cutting board" });
  });

  it("finds an order by four or more characters of its number, in any case", async () => {
    const { id, orderNumber } = await paid();
    await paid();
    expect(await found({ q: orderNumber })).toEqual([id]);
    expect(await found({ q: orderNumber.toLowerCase() })).toEqual([id]);
    expect(await found({ q: orderNumber.replaceAll(/\d/g, fullWidth) })).toEqual([id]);
    expect(await found({ q: orderNumber.slice(0, 13) })).toContain(id);
    for (const [from, to] of [
      [9, 17],
      [9, 13],
      [13, 17],
      [11, 16],
      [6, 12],
      [4, 17],
    ]) {
      const part = orderNumber.slice(from, to);
      expect([part, await found({ q: part })]).toEqual([part, [id]]);
      expect(await found({ q: ` ${part.toLowerCase()}` })).toEqual([id]);
    }
    // A caller reads no hyphen.
    for (const from of [0, 2, 4, 6]) {
      const part = orderNumber.slice(from).replace("-", "");
      expect([part, await found({ q: part })]).toEqual([part, [id]]);
    }
    expect(await found({ q: orderNumber.slice(0, 4) })).toContain(id);
    expect(await found({ q: orderNumber.slice(4, 9) })).toContain(id);
    expect(await found({ q: orderNumber.slice(9, 12) })).toEqual([]);
    expect(await found({ q: orderNumber.slice(0, 8) })).toContain(id);
    expect(await found({ q: "20261122-ZZZZZZZZ" })).toEqual([]);
    expect(await found({ q: "99999999" })).toEqual([]);
    const unpaid = await order();
    expect(await found({ q: unpaid.toUpperCase() })).toEqual([unpaid]);
  });

  it("finds orders by the shopper's email or name and by the product's name", async () => {
    const first = await order();
    const mark = newId(deps.clock).slice(-8);
    const name = `한${mark}결`;
    await deps.db.client.user.update({
      where: { id: userId },
      data: { name, searchName: name, email: `${mark}@example.com` },
    });
    const renamed = await deps.db.client.product.update({
      where: { id: productId },
      data: { name: `찻잔 ${mark}x` },
    });
    await storeSearchEntries(deps.db.client, [renamed]);
    const second = await order();
    expect(await found({ q: mark })).toEqual([second, first]);
    expect(await found({ q: `${mark.toUpperCase()}@` })).toEqual([second, first]);
    expect(await found({ q: `${mark}결` })).toEqual([second, first]);
    expect(await found({ q: `${mark}X` })).toEqual([second, first]);
    expect(await found({ q: `${mark}%` })).toEqual([]);
    expect(await found({ q: mark, productId })).toEqual([second, first]);
    expect(await found({ q: mark, productId: "other" })).toEqual([]);
  });

  it("says which shoppers and products a search matched, and when it was cut short", async () => {
    const search = async (filter: OrderFilter) =>
      (await listAdminOrders(deps, { size: 100, ...filter })).search;
    const mark = newId(deps.clock).slice(-8);
    const named = (name: string) =>
      deps.db.client.user.update({
        where: { id: userId },
        data: { name, searchName: name },
      });
    const { email } = await named(`가${mark}`);
    const shopper = { id: userId, name: `가${mark}`, email };
    const product = { id: productId, name: "나무 도마", nameEn: "Cutting board" };
    const nothing = { shoppers: [], products: [], cutTo: { shoppers: null, products: null } };
    const first = await order();
    expect(await search({})).toEqual({ shopper: null, product: null, ...nothing });
    expect(await search({ userId, productId })).toEqual({ shopper, product, ...nothing });
    expect(await search({ userId: "unknown", productId: "unknown" })).toMatchObject({
      shopper: null,
      product: null,
    });
    expect(await search({ q: mark })).toMatchObject({ ...nothing, shoppers: [shopper] });
    expect(await search({ q: "20261122-ZZZZZZZZ" })).toMatchObject(nothing);

    // As many shoppers as the search uses; the one who ordered is the oldest of them.
    const namesake = async (i: number) => {
      deps.clock.advance(1);
      const id = newId(deps.clock);
      await deps.db.client.user.create({
        data: {
          id,
          name: mark,
          searchName: mark,
          email: `${id}@x.example`,
          createdAt: new Date(4e12 + i),
        },
      });
      return id;
    };
    let newest = "";
    for (let i = 1; i < 50; i++) newest = await namesake(i);
    expect(await search({ q: mark })).toMatchObject({
      cutTo: { shoppers: null },
      shoppers: [{ id: newest }, {}, {}, {}, {}],
    });
    expect(await found({ q: mark })).toEqual([first]);
    await namesake(50);
    expect(await search({ q: mark })).toMatchObject({ cutTo: { shoppers: 50, products: null } });
    expect(await found({ q: mark })).toEqual([]);
    expect(await found({ userId })).toEqual([first]);
    for (let i = 0; i < 20; i++) await makeProduct(deps, { name: `판${mark}` });
    expect(await search({ q: `판${mark}` })).toMatchObject({ cutTo: { products: null } });
    await makeProduct(deps, { name: `판${mark}` });
    expect(await search({ q: `판${mark}` })).toMatchObject({ cutTo: { products: 20 } });
  });

  it("filters by status as it reads now, time, shopper and product", async () => {
    const refunded = await paid();
    await refundOrder(deps, { id: refunded.id, actorId, reason: "변심" });
    const cancelled = await order();
    await cancelOrder(deps, { id: cancelled, userId });
    const lapsed = await order();
    deps.clock.advance(20 * 60_000);
    const pending = await order();
    const { id: paidId } = await paid();
    const mine = (filter: OrderFilter) => found({ userId, ...filter });
    expect(await mine({ status: "REFUNDED" })).toEqual([refunded.id]);
    expect(await mine({ status: "CANCELLED" })).toEqual([cancelled]);
    expect(await mine({ status: "EXPIRED" })).toEqual([lapsed]);
    expect(await mine({ status: "PENDING" })).toEqual([pending]);
    expect(await mine({ status: "PAID" })).toEqual([paidId]);
    await expireOrders(deps);
    expect(await mine({ status: "EXPIRED" })).toEqual([lapsed]);
    expect(await mine({})).toEqual([paidId, pending, lapsed, cancelled, refunded.id]);
    const { createdAt } = await getAdminOrder(deps, { id: pending });
    expect(await mine({ from: createdAt })).toEqual([paidId, pending]);
    expect(await mine({ to: createdAt })).toEqual([lapsed, cancelled, refunded.id]);
    expect(await mine({ productId })).toHaveLength(5);
    expect(await mine({ productId: await makeProduct(deps) })).toEqual([]);
  });

  it("leaves orders out by each filter alone", async () => {
    await makeOrder(deps, { userId: actorId, productId: await makeProduct(deps) });
    deps.clock.advance(1_000);
    const q = await order();
    const { createdAt } = await getAdminOrder(deps, { id: q });
    deps.clock.advance(1_000);
    await paid();
    const all = await found({});
    const [from, to] = [createdAt, createdAt];
    const each: Required<OrderFilter> = {
      q,
      status: "PAID",
      by: "paid",
      from,
      to,
      userId,
      productId,
      tag: "선물",
    };
    const tagged = { subjectType: "order", subjectId: q, tag: "선물" } as const;
    await deps.db.client.tag.create({ data: tagged });
    for (const [name, value] of Object.entries(each)) {
      const { length } = await found({ [name]: value });
      expect([name, length > 0 && length < all.length]).toEqual([name, true]);
    }
  });

  it("pages without a gap or a repeat, and the CSV reads all pages", async () => {
    const placed: string[] = [];
    for (let i = 0; i < 5; i++) placed.unshift(await order());
    for (const filter of [{ userId }, { productId }]) {
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listAdminOrders(deps, { size: 2, cursor, ...filter });
        paged.push(...page.items.map(({ orderId }) => orderId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(placed);
    }
    const read: string[] = [];
    for await (const { orderId } of eachAdminOrder(deps, { userId })) read.push(orderId);
    expect(read).toEqual(placed);
  });

  it("shows the whole history of an order, from placing to its refund", async () => {
    const issuedCouponId = await makeCoupon(deps, userId, { discountValue: 3_000 });
    const id = await makeOrder(deps, { userId, productId, quantity: 2, issuedCouponId });
    deps.clock.advance(1_000);
    const { orderNumber } = await payOrder(deps, { id, userId });
    deps.clock.advance(1_000);
    await deliverExport(deps, { eventId: deps.relayed[0] ?? "" });
    deps.clock.advance(1_000);
    await refundOrder(deps, { id, actorId, reason: "깨져서 왔어요" });
    const failing = testDeps(database(), {
      clock: deps.clock,
      dataPlatform: platformOf(async () => {
        throw new DeliveryError("The receiver answered 503.", 503);
      }),
    });
    await deliverExport(failing, { eventId: deps.relayed[1] ?? "" });
    const detail = await getAdminOrder(deps, { id });
    expect(detail).toMatchObject({
      orderId: id,
      orderNumber,
      status: "REFUNDED",
      subtotal: 20_000,
      discount: 3_000,
      total: 17_000,
      shopper: { id: userId, name: "장보미" },
      coupon: { issuedCouponId, status: "USABLE", nameEn: "First-come coupon" },
      entries: [
        { kind: "PAYMENT", amount: -17_000 },
        { kind: "REFUND", amount: 17_000 },
      ],
      payment: { amount: 17_000 },
      refund: { amount: 17_000, reason: "깨져서 왔어요", actor: { id: actorId } },
      exports: [
        { type: "order.paid", status: "DELIVERED", attempts: 1, responseStatus: 200 },
        {
          type: "order.refunded",
          status: "PENDING",
          attempts: 1,
          lastError: "The receiver answered 503.",
          responseStatus: 503,
        },
      ],
    });
    expect(detail.timeline.map(({ kind }) => kind)).toEqual([
      "PLACED",
      "PAID",
      "EXPORT_CREATED",
      "EXPORT_DELIVERED",
      "REFUNDED",
      "EXPORT_CREATED",
    ]);
    expect(detail.timeline[4]).toMatchObject({ actor: { id: actorId }, reason: "깨져서 왔어요" });
    await expect(getAdminOrder(deps, { id: "a\u0000b" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("refunds once with one audit entry, however many admins try at once", async () => {
    const { id } = await paid();
    const other = await makeShopper(deps, { role: "owner" });
    const { succeeded, refused } = await allAtOnce(
      times(
        6,
        (i) => () => refundOrder(deps, { id, actorId: i % 2 ? other : actorId, reason: "변심" }),
      ),
    );
    expect([succeeded.length, refused]).toEqual([1, { ORDER_NOT_REFUNDABLE: 5 }]);
    expect((await listAuditEntries(deps, { subjectId: id, size: 50 })).items).toMatchObject([
      { action: "order.refund", after: { status: "REFUNDED", amount: 10_000 }, reason: "변심" },
    ]);
    await expectInvariants(deps);
  });

  it("keeps both export events when an order is refunded while its payment is being exported", async () => {
    const { id } = await paid();
    const [paidEvent = ""] = deps.relayed;
    const slow = testDeps(database(), {
      clock: deps.clock,
      dataPlatform: platformOf(async () => {
        await refundOrder(deps, { id, actorId, reason: "변심" });
        return { status: 200 };
      }),
    });
    expect(await deliverExport(slow, { eventId: paidEvent })).toEqual({ outcome: "delivered" });
    expect(await deliverExport(deps, { eventId: deps.relayed[1] ?? "" })).toEqual({
      outcome: "delivered",
    });
    expect((await getAdminOrder(deps, { id })).exports).toMatchObject([
      { type: "order.paid", status: "DELIVERED" },
      { type: "order.refunded", status: "DELIVERED" },
    ]);
    await expectInvariants(deps);
  });
});
