import {
  makeCampaign,
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { payOrder } from "../payment/pay-order.ts";
import { FOUND_OF_A_KIND } from "./schema.ts";
import { searchEverything } from "./search-everything.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  beforeEach(() => {
    deps = testDeps(database());
  });

  it("finds orders, products, shoppers and campaigns by their names", async () => {
    const productId = await makeProduct(deps, { name: "참나무 의자", stock: 7 });
    const userId = await makeShopper(deps, { name: "참나무", balance: 100_000 });
    const couponId = await makeCampaign(deps, { name: "참나무 쿠폰" });
    const orderId = await makeOrder(deps, { userId, productId });
    const found = await searchEverything(deps, { q: "참나무" });
    expect(found).toMatchObject({
      orders: [{ orderId, orderNumber: null, status: "PENDING", shopper: { id: userId } }],
      products: [{ id: productId, name: "참나무 의자" }],
      shoppers: [{ id: userId, name: "참나무" }],
      campaigns: [{ id: couponId, name: "참나무 쿠폰" }],
    });
  });

  it("finds an order by any four characters of its number", async () => {
    const userId = await makeShopper(deps, { balance: 100_000 });
    const id = await makeOrder(deps, { userId, productId: await makeProduct(deps) });
    const { orderNumber } = await payOrder(deps, { id, userId });
    const { orders } = await searchEverything(deps, { q: orderNumber.slice(-4).toLowerCase() });
    expect(orders).toMatchObject([{ orderId: id, orderNumber, status: "PAID" }]);
  });

  it("finds the newest of each kind, and nothing for a blank text", async () => {
    for (let n = 0; n < 6; n += 1) {
      deps.clock.advance(1_000);
      await makeProduct(deps, { name: `오리나무 ${n}` });
    }
    const { products } = await searchEverything(deps, { q: "오리나무" });
    expect(products.map(({ name }) => name)).toEqual([5, 4, 3, 2].map((n) => `오리나무 ${n}`));
    expect(products).toHaveLength(FOUND_OF_A_KIND);
    const nothing = { orders: [], products: [], shoppers: [], campaigns: [] };
    expect(await searchEverything(deps, { q: "" })).toEqual(nothing);
  });
});
