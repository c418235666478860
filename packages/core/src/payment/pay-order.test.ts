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
import { beforeEach, expect, it } from "vitest";
import { getBalance } from "../balance/get-balance.ts";
import { MissedWrite } from "../explain-or-retry.ts";
import { failingAfter } from "../failing-statements.fixture.ts";
import { placeOrder } from "../order/place-order.ts";
import { payOrder } from "./pay-order.ts";
import { paymentTables } from "./payment-tables.fixture.ts";

onEachDatabase((database, provider) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let productIds: string[];
  let issuedCouponId: string;
  /** An order of two lines, with a coupon. */
  let id: string;

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps, { balance: 100_000 });
    productIds = await Promise.all(times(2, () => makeProduct(deps, { price: 20_000, stock: 5 })));
    issuedCouponId = await makeCoupon(deps, userId);
    const lines = productIds.map((productId) => ({ productId, quantity: 2 }));
    id = (await placeOrder(deps, { userId, lines, issuedCouponId })).orderId;
  });

  const pay = (on = deps) => payOrder(on, { id, userId, idempotencyKey: "k" });

  /** Runs `work` while a trigger makes the matching rows fail, or leaves them out. */
  const sabotaged = async (
    {
      table,
      event,
      where,
      how,
    }: { table: string; event: string; where: string; how: "fails" | "is left out" },
    work: () => Promise<void>,
  ) => {
    const { client } = deps.db;
    const script =
      provider === "sqlite"
        ? [
            `CREATE TRIGGER sabotage BEFORE ${event} ON ${table} WHEN ${where}
             BEGIN SELECT ${how === "fails" ? "json('sabotaged')" : "RAISE(IGNORE)"}; END`,
          ]
        : [
            `CREATE OR REPLACE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN ${how === "fails" ? "RAISE EXCEPTION 'sabotaged'" : "RETURN NULL"}; END $$`,
            `CREATE TRIGGER sabotage BEFORE ${event} ON ${table} FOR EACH ROW WHEN (${where})
             EXECUTE FUNCTION sabotage()`,
          ];
    for (const statement of script) await client.$executeRawUnsafe(statement);
    try {
      await work();
    } finally {
      const on = provider === "sqlite" ? "" : ` ON ${table}`;
      await client.$executeRawUnsafe(`DROP TRIGGER sabotage${on}`);
    }
  };

  it.each([
    ["orders", "UPDATE"],
    ["accounts", "UPDATE"],
    ["ledger_entries", "INSERT"],
    ["products", "UPDATE"],
    ["issued_coupons", "UPDATE"],
    ["payments", "INSERT"],
    ["outbox_events", "INSERT"],
    ["idempotency_records", "INSERT"],
  ])("a write to %s that fails undoes every other", async (table, event) => {
    const before = await paymentTables(deps);
    await sabotaged({ table, event, where: "1 = 1", how: "fails" }, async () => {
      await expect(pay()).rejects.toThrow(/sabotaged|malformed JSON/);
    });
    expect(await paymentTables(deps)).toEqual(before);
    expect(deps.relayed).toEqual([]);
    await pay();
    await expectInvariants(deps);
  });

  it.each([
    ["accounts", "UPDATE", () => `OLD.user_id = '${userId}'`],
    ["ledger_entries", "INSERT", () => `NEW.user_id = '${userId}'`],
    ["products", "UPDATE", () => `OLD.id = '${productIds[1]}'`],
    ["issued_coupons", "UPDATE", () => `OLD.id = '${issuedCouponId}'`],
    ["outbox_events", "INSERT", () => `NEW.order_id = '${id}'`],
  ])("a row of %s that is silently left out undoes every write", async (table, event, where) => {
    const before = await paymentTables(deps);
    await sabotaged({ table, event, where: where(), how: "is left out" }, async () => {
      await expect(pay()).rejects.toThrow(MissedWrite);
    });
    expect(await paymentTables(deps)).toEqual(before);
    expect(deps.relayed).toEqual([]);
    await pay();
    await expectInvariants(deps);
  });

  it("pays 20 lines, and nothing when the last is short", async () => {
    const many = await Promise.all(times(20, () => makeProduct(deps, { price: 500, stock: 3 })));
    const lines = many.map((productId) => ({ productId, quantity: 3 }));
    const first = await placeOrder(deps, { userId, lines: lines.toReversed() });
    const second = await placeOrder(deps, { userId, lines });
    const short = many.at(-1) ?? "";
    await deps.db.client.product.update({ where: { id: short }, data: { stock: 2 } });
    const before = await paymentTables(deps);
    await expect(payOrder(deps, { id: first.orderId, userId })).rejects.toMatchObject({
      code: "OUT_OF_STOCK",
      details: { lines: [{ productId: short, requested: 3, available: 2 }] },
    });
    expect(await paymentTables(deps)).toEqual(before);
    await deps.db.client.product.update({ where: { id: short }, data: { stock: 3 } });
    expect(await payOrder(deps, { id: second.orderId, userId })).toMatchObject({ total: 30_000 });
    const left = await deps.db.client.product.findMany({ where: { id: { in: many } } });
    expect(left.map(({ stock, soldQuantity }) => [stock, soldQuantity])).toEqual(
      times(20, () => [0, 3]),
    );
    await expectInvariants(deps);
  });

  it("an order whose product was archived meanwhile can still be paid", async () => {
    const archivedAt = deps.clock.now();
    await deps.db.client.product.updateMany({
      where: { id: { in: productIds } },
      data: { archivedAt },
    });
    expect(await pay()).toMatchObject({ status: "PAID", total: 77_000 });
  });

  it("a discount that leaves nothing to pay takes lines and coupon without an entry", async () => {
    const whole = await makeCoupon(deps, userId, { discountValue: 50_000 });
    const [productId = ""] = productIds;
    const free = await makeOrder(deps, { userId, productId, issuedCouponId: whole });
    expect(await payOrder(deps, { id: free, userId })).toMatchObject({
      total: 0,
      balance: 100_000,
    });
    const { client } = deps.db;
    expect(await client.payment.findUnique({ where: { orderId: free } })).toMatchObject({
      amount: 0n,
      entryNumber: null,
      linesSettled: 1,
      couponsUsed: 1,
    });
    expect(await client.ledgerEntry.count({ where: { orderId: free } })).toBe(0);
    await expectInvariants(deps);
  });

  it.runIf(provider === "sqlite")(
    "a failure after each statement leaves the tables unchanged",
    async () => {
      const before = await paymentTables(deps);
      let failAfter = 1;
      for (; ; failAfter++) {
        const db = failingAfter(deps.db, failAfter);
        const outcome = await pay({ ...deps, db }).catch((error: Error) => error.message);
        if (typeof outcome !== "string") break;
        expect(outcome).toBe(`failed after statement ${failAfter}`);
        expect(await paymentTables(deps)).toEqual(before);
        expect(deps.relayed).toEqual([]);
      }
      expect(failAfter).toBe(10); // the key, seven of the payment, the answer
      expect(await getBalance(deps, { userId })).toMatchObject({ balance: 23_000 });
      await expectInvariants(deps);
    },
  );
});
