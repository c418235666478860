import { databaseOf, type Prisma, type PrismaClient } from "@sunchak/db";
import {
  makeCoupon,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { chargeBalance } from "../balance/charge-balance.ts";
import { failingAfter } from "../failing-statements.fixture.ts";
import { newId } from "../ids.ts";
import { placeOrder } from "./place-order.ts";

onEachDatabase((database, provider) => {
  describe("orders placed at the same moment", () => {
    let deps: ReturnType<typeof testDeps>;

    beforeEach(() => {
      deps = testDeps(database());
    });

    it("share a write; each has its own lines, and one that cannot be had hinders none", async () => {
      const { postgresql } = deps.db;
      const query = postgresql && vi.spyOn(postgresql, "query");
      const [a, b] = await makeShoppers(deps, 2);
      const [cup, pot] = await Promise.all([
        makeProduct(deps, { price: 1_000, stock: 3 }),
        makeProduct(deps, { price: 2_000, stock: 3 }),
      ]);
      const placeTogether = (
        orders: [userId: string | undefined, ...lines: [string, number][]][],
      ) =>
        Promise.all(
          orders.map(([userId = "", ...lines]) =>
            placeOrder(deps, {
              userId,
              lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
            }).then(
              (order) => order.lines.map(({ productId, amount }) => [productId, amount]),
              (error) => error.code,
            ),
          ),
        );
      query?.mockClear();
      const before = await deps.db.client.order.count();
      expect(
        await placeTogether([
          [a, [pot, 1], [cup, 3]],
          [b, [cup, 2]],
          [a, [cup, 1]],
        ]),
      ).toEqual([
        [
          [pot, 2_000],
          [cup, 3_000],
        ],
        [[cup, 2_000]],
        [[cup, 1_000]],
      ]);
      if (query) expect(query).toHaveBeenCalledTimes(1);
      query?.mockRestore();
      expect(
        await placeTogether([
          [a, [cup, 4]],
          [b, [cup, 1], [newId(deps.clock), 1]],
          [a, [pot, 3]],
        ]),
      ).toEqual(["OUT_OF_STOCK", "NOT_FOUND", [[pot, 6_000]]]);
      expect(await deps.db.client.order.count()).toBe(before + 4);
    });

    it("a key that is taken holds up its own order, and none that came with it", async () => {
      const shoppers = await makeShoppers(deps, 2);
      const [first = ""] = shoppers;
      await chargeBalance(deps, { userId: first, amount: 1_000, idempotencyKey: "k" });
      const lines = [{ productId: await makeProduct(deps), quantity: 1 }];
      const [one, other] = await Promise.allSettled(
        shoppers.map((userId) => placeOrder(deps, { userId, lines, idempotencyKey: "k" })),
      );
      expect(one).toMatchObject({ reason: { code: "IDEMPOTENCY_KEY_REUSED" } });
      expect(other).toMatchObject({ status: "fulfilled" });
      expect(await deps.db.client.order.count({ where: { userId: first } })).toBe(0);
    });

    it("one that the database refuses altogether fails alone", async () => {
      const shopper = await makeShopper(deps);
      const productId = await makeProduct(deps);
      const lines = [{ productId, quantity: 1 }];
      const ends = await Promise.allSettled(
        ["nobody", shopper].map((userId) => placeOrder(deps, { userId, lines })),
      );
      expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    });
  });

  // With a coupon, there are two statements on PostgreSQL: one reads the discount, the other places
  // the order with it.
  describe.runIf(provider === "postgresql")(
    "placing with a coupon, when something changes in between",
    () => {
      let deps: ReturnType<typeof testDeps>;
      let userId: string;
      let productId: string;
      let issuedCouponId: string;

      beforeEach(async () => {
        deps = testDeps(database());
        userId = await makeShopper(deps);
        productId = await makeProduct(deps, { price: 10_000, stock: 5 });
        issuedCouponId = await makeCoupon(deps, userId, {
          discountType: "PERCENT",
          discountValue: 10,
          minOrderAmount: 10_000,
        });
      });

      const changeProduct = (data: Prisma.ProductUncheckedUpdateInput) =>
        deps.db.client.product.update({ where: { id: productId }, data });

      /** Places an order. `change` runs after the first read of `read`. */
      const placeWhile = (
        change: () => Promise<unknown>,
        more: { expectedTotal?: number } = {},
        read: "IssuedCoupon" | "Account" = "IssuedCoupon",
      ) => {
        let changed = false;
        const watched = deps.db.client.$extends({
          query: {
            $allModels: {
              async findUnique({ model, args, query }) {
                const row = await query(args);
                if (model === read && !changed) await change();
                changed ||= model === read;
                return row;
              },
            },
          },
        }) as unknown as PrismaClient;
        const db = databaseOf(watched, deps.db);
        const lines = [{ productId, quantity: 1 }];
        return placeOrder({ ...deps, db }, { userId, lines, issuedCouponId, ...more });
      };

      it("takes the discount off the new price", async () => {
        const placed = await placeWhile(() => changeProduct({ price: 20_000 }));
        expect(placed).toMatchObject({ subtotal: 20_000, discount: 2_000, total: 18_000 });
        expect(await deps.db.client.order.count({ where: { userId } })).toBe(1);
      });

      it.each([
        [{ archivedAt: new Date() }, { code: "NOT_FOUND" }],
        [{ stock: 0 }, { code: "OUT_OF_STOCK" }],
        [
          { price: 9_999 },
          { code: "COUPON_NOT_USABLE", details: { reason: "MINIMUM_NOT_REACHED" } },
        ],
        [
          { price: 20_000_000 },
          { code: "ORDER_EXCEEDS_MAX_BALANCE", details: { total: 19_995_000 } },
        ],
        [{ price: 20_000 }, { code: "PRICE_CHANGED", details: { expected: 9_000, total: 18_000 } }],
      ])("refuses it for %o", async (change, refusal) => {
        const placing = placeWhile(() => changeProduct(change), { expectedTotal: 9_000 });
        await expect(placing).rejects.toMatchObject(refusal);
        expect(await deps.db.client.order.count({ where: { userId } })).toBe(0);
      });

      it("refuses it when the balance that alone could pay it is spent", async () => {
        const config = { ...deps.config, maxBalance: 20_000_000 };
        await chargeBalance({ ...deps, config }, { userId, amount: 1_000_000 });
        await deps.db.client.account.update({ where: { userId }, data: { balance: 15_000_000 } });
        await changeProduct({ price: 12_000_000 });
        const spend = () =>
          deps.db.client.account.update({ where: { userId }, data: { balance: 9_000_000 } });
        await expect(placeWhile(spend, {}, "Account")).rejects.toMatchObject({
          code: "ORDER_EXCEEDS_MAX_BALANCE",
          details: { total: 11_995_000 },
        });
        expect(await deps.db.client.order.count({ where: { userId } })).toBe(0);
      });
    },
  );

  it.runIf(provider === "sqlite")(
    "a failure after each statement leaves nothing of an order",
    async () => {
      const deps = testDeps(database());
      const userId = await makeShopper(deps);
      const ids = [await makeProduct(deps), await makeProduct(deps)];
      const lines = ids.map((productId) => ({ productId, quantity: 1 }));
      const stored = () =>
        Promise.all([
          deps.db.client.order.count({ where: { userId } }),
          deps.db.client.orderLine.count({ where: { productId: { in: ids } } }),
          deps.db.client.idempotencyRecord.count({ where: { userId } }),
        ]);
      let failAfter = 1;
      for (; ; failAfter++) {
        const db = failingAfter(deps.db, failAfter);
        const placing = placeOrder({ ...deps, db }, { userId, lines, idempotencyKey: "k" });
        const outcome = await placing.catch((error: Error) => error.message);
        if (typeof outcome !== "string") break;
        expect(outcome).toBe(`failed after statement ${failAfter}`);
        expect(await stored()).toEqual([0, 0, 0]);
      }
      expect(failAfter).toBe(9); // the key, two products, the balance, the order, two lines, the answer
      expect(await stored()).toEqual([1, 2, 1]);
    },
  );
});
