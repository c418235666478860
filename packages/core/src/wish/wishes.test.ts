import {
  allAtOnce,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { archiveProducts } from "../product/archive-products.ts";
import { listWishedIds, listWishes } from "./list-wishes.ts";
import { WISHES_MAX } from "./schema.ts";
import { setWish } from "./set-wish.ts";

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let userId: string;
  let other: string;

  const wish = (productId: string, wished = true) => setWish(deps, { userId, productId, wished });
  const listed = async () => (await listWishes(deps, { userId })).items.map(({ id }) => id);

  beforeEach(async () => {
    deps = testDeps(database());
    userId = await makeShopper(deps);
    other = await makeShopper(deps);
  });

  it("lists a shopper's own wishes with the price and stock of now, the latest first", async () => {
    const first = await makeProduct(deps, { price: 5_000, stock: 3 });
    const second = await makeProduct(deps);
    await wish(first);
    deps.clock.advance(1_000);
    await wish(second);
    await setWish(deps, { userId: other, productId: first, wished: true });
    await deps.db.client.product.update({
      where: { id: first },
      data: { price: 4_000, stock: 0 },
    });
    const { items } = await listWishes(deps, { userId });
    expect(items).toMatchObject([
      { id: second, onSale: true, wishedAt: deps.clock.now().toISOString() },
      { id: first, price: 4_000, stock: 0, onSale: true },
    ]);
    expect(new Set((await listWishedIds(deps, { userId })).productIds)).toEqual(
      new Set([first, second]),
    );
  });

  it("gives a repeated or simultaneous wish one effect", async () => {
    const id = await makeProduct(deps);
    const { succeeded } = await allAtOnce(times(8, () => () => wish(id)));
    expect(succeeded).toEqual(times(8, () => ({ productId: id, wished: true })));
    expect(await listed()).toEqual([id]);
    await allAtOnce(times(8, () => () => wish(id, false)));
    expect(await listed()).toEqual([]);
    expect(await wish(id, false)).toEqual({ productId: id, wished: false });
  });

  it("refuses what is not on sale, and keeps what was wished before it was archived", async () => {
    const [kept, gone] = [await makeProduct(deps), await makeProduct(deps, { archived: true })];
    await wish(kept);
    await archiveProducts(deps, { ids: [kept], actorId: other });
    for (const id of [gone, "unknown", "no id\u0000"]) {
      await expect(wish(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect((await listWishes(deps, { userId })).items).toMatchObject([{ id: kept, onSale: false }]);
    await wish(kept, false);
    expect(await listed()).toEqual([]);
  });

  it("never holds more than the most, however many wishes come at once", async () => {
    const now = deps.clock.now();
    const ids = await Promise.all(times(WISHES_MAX + 5, () => makeProduct(deps)));
    await deps.db.client.wishedProduct.createMany({
      data: ids
        .slice(0, WISHES_MAX - 2)
        .map((productId) => ({ userId, productId, createdAt: now })),
    });
    const { succeeded, refused } = await allAtOnce(
      ids.slice(WISHES_MAX - 2).map((id) => () => wish(id)),
    );
    expect([succeeded.length, refused]).toEqual([2, { VALIDATION_FAILED: 5 }]);
    expect(await listed()).toHaveLength(WISHES_MAX);
    await expect(wish(ids[0] ?? "")).resolves.toMatchObject({ wished: true });
  });
});
