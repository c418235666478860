import { databaseOf, type Prisma, type PrismaClient } from "@sunchak/db";
import {
  createTestDatabase,
  makeCoupon,
  makeProduct,
  makeShopper,
  testDeps,
} from "@sunchak/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { placeOrder } from "./place-order.ts";

// With a coupon, PostgreSQL is asked twice: what it takes off, and to place the order for that.
describe("placing with a coupon on postgresql, when a product changes in between", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let productId: string;
  let issuedCouponId: string;

  beforeAll(async () => {
    database = await createTestDatabase("postgresql");
  });
  afterAll(() => database.drop());

  beforeEach(async () => {
    deps = testDeps(database.db);
    userId = await makeShopper(deps);
    productId = await makeProduct(deps, { price: 10_000, stock: 5 });
    issuedCouponId = await makeCoupon(deps, userId, {
      discountType: "PERCENT",
      discountValue: 10,
      minOrderAmount: 10_000,
    });
  });

  /** Places an order; once the coupon was looked at for the first time, the product changes. */
  const placeWhile = (change: Prisma.ProductUncheckedUpdateInput) => {
    const { client } = deps.db;
    let changed = false;
    const watched = client.$extends({
      query: {
        issuedCoupon: {
          async findUnique({ args, query }) {
            const coupon = await query(args);
            if (!changed) await client.product.update({ where: { id: productId }, data: change });
            changed = true;
            return coupon;
          },
        },
      },
    }) as unknown as PrismaClient;
    const db = databaseOf(watched, deps.db.postgresql);
    const lines = [{ productId, quantity: 1 }];
    return placeOrder({ ...deps, db }, { userId, lines, issuedCouponId });
  };

  it("takes the discount off the new price", async () => {
    const placed = await placeWhile({ price: 20_000 });
    expect(placed).toMatchObject({ subtotal: 20_000, discount: 2_000, total: 18_000 });
    expect(await deps.db.client.order.count({ where: { userId } })).toBe(1);
  });

  it.each([
    [{ archivedAt: new Date() }, { code: "NOT_FOUND" }],
    [{ stock: 0 }, { code: "OUT_OF_STOCK" }],
    [{ price: 9_999 }, { code: "COUPON_NOT_USABLE", details: { reason: "MINIMUM_NOT_REACHED" } }],
  ])("refuses it for %o", async (change, refusal) => {
    await expect(placeWhile(change)).rejects.toMatchObject(refusal);
    expect(await deps.db.client.order.count({ where: { userId } })).toBe(0);
  });
});
