import {
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { MAX_LINES } from "../order/schema.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { adjustStock } from "./adjust-stock.ts";
import { archiveProducts } from "./archive-products.ts";
import { listRestockedProducts } from "./list-restocked-products.ts";
import { listSomeProducts } from "./list-some-products.ts";
import { someProductsInput } from "./schema.ts";

const DAY = 24 * 3_600_000;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;

  const adjust = (id: string, quantity: number) =>
    adjustStock(deps, { id, quantity, reason: "입고", actorId });
  const restocked = async () => (await listRestockedProducts(deps)).items.map(({ id }) => id);

  beforeEach(async () => {
    deps = testDeps(database());
    actorId = await makeShopper(deps, { role: "owner" });
    await deps.db.client.product.updateMany({ data: { restockedAt: null } });
  });

  it("lists what an admin restocked after it was sold out, the latest first", async () => {
    const [first, second, never] = await Promise.all(
      [0, 0, 1].map((stock) => makeProduct(deps, { stock })),
    );
    await adjust(never ?? "", 10);
    await adjust(first ?? "", 5);
    deps.clock.advance(1_000);
    await adjust(second ?? "", 5);
    expect(await restocked()).toEqual([second, first]);
    deps.clock.advance(1_000);
    await adjust(first ?? "", 5);
    expect(await restocked()).toEqual([second, first]);
  });

  it("leaves out what is sold out again, archived, or restocked two weeks ago", async () => {
    const ids = await Promise.all(times(3, () => makeProduct(deps, { stock: 0 })));
    const [again = "", archived = "", kept = ""] = ids;
    for (const id of ids) await adjust(id, 2);
    await adjust(again, -2);
    await archiveProducts(deps, { ids: [archived], actorId });
    expect(await restocked()).toEqual([kept]);
    deps.clock.advance(14 * DAY);
    expect(await restocked()).toEqual([]);
  });

  it("does not count a refund as new stock", async () => {
    const productId = await makeProduct(deps, { stock: 1 });
    const userId = await makeShopper(deps, { balance: 100_000 });
    const id = await makeOrder(deps, { userId, productId });
    await payOrder(deps, { id, userId });
    await refundOrder(deps, { id, actorId, reason: "변심" });
    expect(await restocked()).toEqual([]);
  });

  it("reads some products in the order asked for, without those that are not on sale", async () => {
    const [first, second] = [await makeProduct(deps), await makeProduct(deps, { stock: 7 })];
    const archived = await makeProduct(deps, { archived: true });
    const ids = [second, "unknown", archived, "no id\u0000", first];
    const { items } = await listSomeProducts(deps, { ids });
    expect(items).toMatchObject([{ id: second, stock: 7 }, { id: first }]);
    expect(await listSomeProducts(deps, { ids: ["\u0000"] })).toEqual({ items: [] });
  });

  it("reads as many products at once as a cart holds", () => {
    const takes = (count: number) => someProductsInput.safeParse({ ids: times(count, String) });
    expect([takes(MAX_LINES).success, takes(MAX_LINES + 1).success]).toEqual([true, false]);
  });
});
