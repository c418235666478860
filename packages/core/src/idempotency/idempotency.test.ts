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
import { beforeEach, expect, it } from "vitest";
import { chargeBalance } from "../balance/charge-balance.ts";
import { getBalance } from "../balance/get-balance.ts";
import { placeOrder } from "../order/place-order.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { purgeIdempotencyRecords } from "./purge-idempotency-records.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps);
  });

  it("one key used 50 times at once has one effect and one answer", async () => {
    const { succeeded } = await allAtOnce(
      times(50, () => () => chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" })),
    );
    expect(new Set(succeeded.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(succeeded).toHaveLength(50);
    expect(await getBalance(deps, { userId })).toMatchObject({ balance: 5_000 });
    await expectInvariants(deps);
  });

  it("one payment sent 50 times at once under one key pays once and answers alike", async () => {
    const payer = await makeShopper(deps, { balance: 100_000 });
    const productId = await makeProduct(deps, { price: 1_000, stock: 10 });
    const id = await makeOrder(deps, { userId: payer, productId });
    const { succeeded } = await allAtOnce(
      times(50, () => () => payOrder(deps, { id, userId: payer, idempotencyKey: "pay" })),
    );
    expect(new Set(succeeded.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(succeeded).toHaveLength(50);
    expect(deps.relayed).toHaveLength(1);
    await expectInvariants(deps);
  });

  it("one order sent 50 times at once under one key is placed once and answers alike", async () => {
    const productId = await makeProduct(deps, { price: 1_000, stock: 10 });
    const issuedCouponId = await makeCoupon(deps, userId, { discountValue: 100 });
    for (const coupon of [{}, { issuedCouponId }]) {
      const lines = [{ productId, quantity: 2 }];
      const input = { userId, lines, ...coupon, idempotencyKey: JSON.stringify(coupon) };
      const before = await deps.db.client.order.count({ where: { userId } });
      const { succeeded } = await allAtOnce(times(50, () => () => placeOrder(deps, input)));
      expect(new Set(succeeded.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(succeeded).toHaveLength(50);
      expect(await deps.db.client.order.count({ where: { userId } })).toBe(before + 1);
    }
  });

  it("a repeat gets the first answer, byte for byte, whatever has happened since", async () => {
    const payer = await makeShopper(deps, { balance: 100_000 });
    const productId = await makeProduct(deps, { name: '"찻잔" \\ 🍵', price: 10_000, stock: 1 });
    const issuedCouponId = await makeCoupon(deps, payer);
    const order = { userId: payer, lines: [{ productId, quantity: 1 }], issuedCouponId };
    const place = () => placeOrder(deps, { ...order, idempotencyKey: "order" });
    const placed = await place();
    const pay = () => payOrder(deps, { id: placed.orderId, userId: payer, idempotencyKey: "pay" });
    const paid = await pay();
    await deps.db.client.product.update({ where: { id: productId }, data: { price: 1, stock: 0 } });
    deps.clock.advance(24 * 3_600_000 - 1);
    expect(JSON.stringify(await place())).toBe(JSON.stringify(placed));
    expect(JSON.stringify(await pay())).toBe(JSON.stringify(paid));
    expect(deps.relayed).toHaveLength(1);
  });

  it("of two orders paid at once under one key one is paid, and the other is refused and stays payable", async () => {
    const payer = await makeShopper(deps, { balance: 100_000 });
    const productId = await makeProduct(deps);
    const ids = await Promise.all(times(2, () => makeOrder(deps, { userId: payer, productId })));
    const { succeeded, refused } = await allAtOnce(
      ids.map((id) => () => payOrder(deps, { id, userId: payer, idempotencyKey: "k" })),
    );
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ IDEMPOTENCY_KEY_REUSED: 1 });
    const left = ids.find((id) => id !== succeeded[0]?.orderId) ?? "";
    await payOrder(deps, { id: left, userId: payer, idempotencyKey: "k2" });
    await expectInvariants(deps);
  });

  it("of a payment and a charge at once under one key only one happens", async () => {
    const payer = await makeShopper(deps, { balance: 100_000 });
    const id = await makeOrder(deps, { userId: payer, productId: await makeProduct(deps) });
    const { succeeded, refused } = await allAtOnce<unknown>([
      () => payOrder(deps, { id, userId: payer, idempotencyKey: "k" }),
      () => chargeBalance(deps, { userId: payer, amount: 5_000, idempotencyKey: "k" }),
    ]);
    expect(succeeded).toHaveLength(1);
    expect(refused).toEqual({ IDEMPOTENCY_KEY_REUSED: 1 });
    await expectInvariants(deps);
  });

  it("the same key with another request is refused, also on another call", async () => {
    await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" });
    const reused = { code: "IDEMPOTENCY_KEY_REUSED" };
    await expect(
      chargeBalance(deps, { userId, amount: 6_000, idempotencyKey: "k" }),
    ).rejects.toMatchObject(reused);
    const productId = await makeProduct(deps);
    const lines = [{ productId, quantity: 1 }];
    await expect(placeOrder(deps, { userId, lines, idempotencyKey: "k" })).rejects.toMatchObject(
      reused,
    );
  });

  it("a used key with a malformed order id is refused as reused, not as not found", async () => {
    await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" });
    for (const id of ["unknown", "\u0000", ""]) {
      await expect(payOrder(deps, { id, userId, idempotencyKey: "k" })).rejects.toMatchObject({
        code: "IDEMPOTENCY_KEY_REUSED",
      });
    }
  });

  it("an order repeated under its key is the same order", async () => {
    const productId = await makeProduct(deps);
    const input = { userId, lines: [{ productId, quantity: 2 }], idempotencyKey: "order" };
    expect(await placeOrder(deps, input)).toEqual(await placeOrder(deps, input));
    expect(await deps.db.client.order.count({ where: { userId } })).toBe(1);
  });

  it("a refund repeated under its key has the same answer", async () => {
    const payer = await makeShopper(deps, { balance: 100_000 });
    const id = await makeOrder(deps, { userId: payer, productId: await makeProduct(deps) });
    await payOrder(deps, { id, userId: payer });
    const refund = { id, actorId: userId, reason: "변심", idempotencyKey: "refund" };
    expect(await refundOrder(deps, refund)).toEqual(await refundOrder(deps, refund));
    await expectInvariants(deps);
  });

  it("two users may use the same key", async () => {
    const other = await makeShopper(deps);
    await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" });
    const answer = await chargeBalance(deps, { userId: other, amount: 7_000, idempotencyKey: "k" });
    expect(answer.balance).toBe(7_000);
  });

  it("a failed call leaves its key unused", async () => {
    const limited = { ...deps, config: { ...deps.config, maxBalance: 4_000 } };
    await expect(
      chargeBalance(limited, { userId, amount: 5_000, idempotencyKey: "k" }),
    ).rejects.toMatchObject({ code: "BALANCE_LIMIT_EXCEEDED" });
    expect(
      (await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" })).balance,
    ).toBe(5_000);
  });

  it("a key can be used again after 24 hours, purged or not", async () => {
    await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" });
    deps.clock.advance(24 * 3_600_000 - 1);
    expect(await purgeIdempotencyRecords(deps)).toBe(0);
    expect(
      (await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" })).balance,
    ).toBe(5_000);
    deps.clock.advance(1);
    expect(
      (await chargeBalance(deps, { userId, amount: 5_000, idempotencyKey: "k" })).balance,
    ).toBe(10_000);
    const lines = [{ productId: await makeProduct(deps), quantity: 1 }];
    const place = () => placeOrder(deps, { userId, lines, idempotencyKey: "order" });
    const { orderId } = await place();
    deps.clock.advance(24 * 3_600_000);
    const { orderId: id } = await place();
    expect(id).not.toBe(orderId);
    expect((await payOrder(deps, { id, userId, idempotencyKey: "k" })).orderId).toBe(id);
    deps.clock.advance(24 * 3_600_000);
    expect(await purgeIdempotencyRecords(deps)).toBeGreaterThan(0);
  });

  it("the purge deletes a batch at a time, and stops when asked to", async () => {
    await purgeIdempotencyRecords(deps);
    const createdAt = new Date(deps.clock.now().getTime() - 24 * 3_600_000);
    const data = times(1_500, (i) => ({ key: `old-${i}`, userId, requestHash: "x", createdAt }));
    await deps.db.client.idempotencyRecord.createMany({ data });
    expect(await purgeIdempotencyRecords(deps, { signal: AbortSignal.abort() })).toBe(1_000);
    expect(await purgeIdempotencyRecords(deps)).toBe(500);
  });
});
