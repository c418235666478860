import { databaseOf } from "@sunchak/db";
import {
  makeOrder,
  makeProduct,
  makeShopper,
  makeShoppers,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { placeOrder } from "../order/place-order.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { archiveProducts } from "../product/archive-products.ts";
import { aggregateRanking } from "./aggregate-ranking.ts";
import { type Companion, countCompanions, LAST_ORDERS } from "./count-companions.ts";
import { findBeside } from "./find-beside.ts";

const MINUTE = 60_000;

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let shoppers: string[];
  let ids: string[];

  const buy = async (userId: string, productIds: string[]) => {
    const lines = productIds.map((productId) => ({ productId, quantity: 1 }));
    const { orderId } = await placeOrder(deps, { userId, lines });
    await payOrder(deps, { id: orderId, userId });
    return orderId;
  };
  const refund = (id: string) => refundOrder(deps, { id, actorId, reason: "변심" });
  const run = async (minutes = 10) => {
    deps.clock.advance(minutes * MINUTE);
    await countCompanions(deps);
  };
  const companionsOf = async (productId: string) => {
    const list = await deps.db.client.companionList.findUnique({ where: { productId } });
    return (list?.entries ?? []) as unknown as Companion[];
  };

  /** The same by a bare count over all orders, in TypeScript. */
  async function countAgain(productId: string): Promise<Companion[]> {
    const orders = await deps.db.client.order.findMany({
      where: { status: "PAID", lines: { some: { productId } } },
      include: { lines: true },
    });
    const buyers = new Map<string, Set<string>>();
    for (const { userId, lines } of orders) {
      for (const line of lines.filter((one) => one.productId !== productId)) {
        const known = buyers.get(line.productId) ?? new Set();
        buyers.set(line.productId, known.add(userId));
      }
    }
    return [...buyers]
      .map(([other, { size }]) => ({ productId: other, shoppers: size }))
      .filter((one) => one.shoppers >= 2)
      .sort((a, b) => b.shoppers - a.shoppers || (a.productId < b.productId ? -1 : 1));
  }

  /** Aborts after a number of lists. */
  const cutAfter = (lists: number) =>
    ({
      get aborted() {
        return lists-- <= 0;
      },
    }) as AbortSignal;

  beforeEach(async () => {
    deps = testDeps(database());
    // After what earlier tests have stored.
    const last = await deps.db.client.order.findFirst({ orderBy: { id: "desc" } });
    if (last) deps.clock.set(new Date(last.createdAt.getTime() + 60 * MINUTE));
    actorId = await makeShopper(deps, { role: "owner" });
    shoppers = await makeShoppers(deps, 4, 1_000_000);
    ids = await Promise.all(times(5, () => makeProduct(deps, { price: 1_000 })));
  });

  it("ranks by shoppers who paid for both, each once, from two on", async () => {
    const [cup = "", tea = "", pot = "", jam = ""] = ids;
    const [a = "", b = "", c = ""] = shoppers;
    for (const shopper of [a, b, c]) await buy(shopper, [cup, tea]);
    await buy(a, [cup, pot]);
    await buy(b, [cup, pot, jam]);
    for (const _ of times(4, String)) await buy(c, [cup, jam]);
    await makeOrder(deps, { userId: a, productId: jam });
    await placeOrder(deps, {
      userId: a,
      lines: [cup, jam].map((productId) => ({ productId, quantity: 1 })),
    });
    await run();
    const byId = [pot, jam].toSorted();
    expect(await companionsOf(cup)).toEqual([
      { productId: tea, shoppers: 3 },
      ...byId.map((productId) => ({ productId, shoppers: 2 })),
    ]);
    expect(await companionsOf(tea)).toEqual([{ productId: cup, shoppers: 3 }]);
    expect(await companionsOf(pot)).toEqual([{ productId: cup, shoppers: 2 }]);
  });

  it("forgets what was refunded, at the next run", async () => {
    const [cup = "", tea = ""] = ids;
    const orders = [];
    for (const shopper of shoppers.slice(0, 2)) orders.push(await buy(shopper, [cup, tea]));
    await run();
    expect(await companionsOf(cup)).toEqual([{ productId: tea, shoppers: 2 }]);
    await run();
    await refund(orders[0] ?? "");
    await run();
    expect(await companionsOf(cup)).toEqual([]);
    expect(await companionsOf(tea)).toEqual([]);
  });

  it("agrees with a bare count after random payments, refunds, runs, gaps and killed runs", async () => {
    let state = 7;
    const random = (n: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % n;
    };
    const paid: string[] = [];
    for (const step of times(60, (i) => i)) {
      const wanted = new Set(times(1 + random(3), () => ids[random(ids.length)] ?? ""));
      paid.push(await buy(shoppers[random(shoppers.length)] ?? "", [...wanted]));
      if (random(5) === 0) await refund(paid.splice(random(paid.length), 1)[0] ?? "");
      deps.clock.advance(random(8) * MINUTE);
      if (step === 30) deps.clock.advance(3 * 24 * 60 * MINUTE);
      if (step === 40) deps.clock.advance(20 * 60 * MINUTE);
      if (random(6) === 0) await run(1);
      if (random(6) === 0) await countCompanions(deps, { signal: cutAfter(random(4)) });
      if (random(9) === 0) await Promise.all([countCompanions(deps), countCompanions(deps)]);
    }
    await run();
    for (const id of ids) expect(await companionsOf(id)).toEqual(await countAgain(id));
  });

  it("ends a count that takes longer than a run, and then finds what changed meanwhile", async () => {
    await deps.db.client.companionList.deleteMany();
    await deps.db.client.setting.deleteMany();
    const sold = await deps.db.client.product.count({ where: { soldQuantity: { gt: 0 } } });
    ids = await Promise.all(times(9, () => makeProduct(deps)));
    for (const shopper of shoppers.slice(0, 2)) await buy(shopper, ids);
    const cutRun = async () => {
      deps.clock.advance(30 * MINUTE);
      await countCompanions(deps, { signal: cutAfter(4) });
    };
    const runs = Math.floor((sold + ids.length) / 4) + 1;
    for (const runNumber of times(runs, (i) => i + 1)) {
      await cutRun();
      if (runNumber === runs) break;
      const [shopper = ""] = await makeShoppers(deps, 1, 1_000_000);
      await buy(shopper, ids);
    }
    for (const id of ids) expect(await companionsOf(id)).toHaveLength(8);
    for (const _ of times(4, String)) await cutRun();
    for (const id of ids) expect(await companionsOf(id)).toEqual(await countAgain(id));
  });

  it("keeps the list of the later of two runs, whichever stores last", async () => {
    const [cup = "", tea = ""] = ids;
    const [a = "", b = "", c = ""] = shoppers;
    for (const shopper of [a, b]) await buy(shopper, [cup, tea]);
    const { db } = deps;
    let isOvertaken = false;
    const client = db.client.$extends({
      query: {
        async $queryRawUnsafe({ args, query }) {
          const found = await query(args);
          if (!isOvertaken && String(args).includes("group by")) {
            isOvertaken = true;
            await buy(c, [cup, tea]);
            await run();
          }
          return found;
        },
      },
    });
    deps.clock.advance(10 * MINUTE);
    const slow = databaseOf(client as unknown as typeof db.client, db);
    await countCompanions({ ...deps, db: slow });
    expect(isOvertaken).toBe(true);
    expect(await companionsOf(cup)).toEqual([{ productId: tea, shoppers: 3 }]);
    expect(await companionsOf(tea)).toEqual([{ productId: cup, shoppers: 3 }]);
  });

  it("replaces the lists of a clock that was ahead", async () => {
    const [cup = "", tea = ""] = ids;
    const [a = "", b = ""] = shoppers;
    await run();
    await buy(a, [cup, tea]);
    const ahead = testDeps(database());
    ahead.clock.set(new Date(deps.clock.now().getTime() + 60 * MINUTE));
    await countCompanions(ahead, { signal: cutAfter(1) });
    await buy(b, [cup, tea]);
    for (const _ of times(3, String)) {
      deps.clock.advance(MINUTE);
      await countCompanions(deps, { signal: cutAfter(1) });
    }
    expect(await companionsOf(cup)).toEqual([{ productId: tea, shoppers: 2 }]);
    expect(await companionsOf(tea)).toEqual([{ productId: cup, shoppers: 2 }]);
  });

  it("looks at a bounded number of a product's orders, the last placed", async () => {
    const [cup = "", tea = ""] = ids;
    for (const shopper of shoppers) await buy(shopper, [cup, tea]);
    const [userId = ""] = shoppers;
    deps.clock.advance(1_000);
    await Promise.all(times(LAST_ORDERS - 2, () => makeOrder(deps, { userId, productId: cup })));
    await run();
    expect(await companionsOf(cup)).toEqual([{ productId: tea, shoppers: 2 }]);
    expect(await companionsOf(tea)).toEqual([{ productId: cup, shoppers: 4 }]);
  });

  it("shows beside a product what is in stock: bought together, then others of its category", async () => {
    const [cup = "", tea = "", pot = "", jam = "", out = ""] = ids;
    const category = `beside-${cup.slice(-6)}`;
    const names = { name: category, nameEn: category, createdAt: deps.clock.now() };
    await deps.db.client.category.create({ data: { slug: category, ...names } });
    await deps.db.client.product.updateMany({ where: { id: { in: ids } }, data: { category } });
    for (const shopper of shoppers.slice(0, 2)) await buy(shopper, [cup, tea, out]);
    await buy(shoppers[2] ?? "", [jam]);
    await deps.db.client.product.update({ where: { id: out }, data: { stock: 0 } });
    await run();
    await aggregateRanking(deps);
    const beside = async (id: string) => {
      const { together, related } = await findBeside(deps, { id });
      return [together, related].map((some) => some.map((one) => one.id));
    };
    expect(await beside(cup)).toEqual([[tea], [jam, pot]]);
    await archiveProducts(deps, { ids: [tea], actorId });
    expect(await beside(cup)).toEqual([[], [jam, pot]]);
    await expect(findBeside(deps, { id: tea })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
