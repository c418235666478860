import {
  makeOrder,
  makeProduct,
  makeShopper,
  onEachDatabase,
  testDeps,
  times,
} from "@sunchak/testing";
import { beforeEach, expect, it } from "vitest";
import { cancelOrder } from "../order/cancel-order.ts";
import { listAdminOrders } from "../order/list-admin-orders.ts";
import type { OrderFilter } from "../order/schema.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { listUsers } from "../user/list-users.ts";
import { getDashboardSummary } from "./get-dashboard-summary.ts";
import { storeSalesHours } from "./sales-hours.ts";
import type { DayFigures } from "./schema.ts";

const seoul = (time: string) => new Date(`${time}+09:00`);

onEachDatabase((database) => {
  let deps: ReturnType<typeof testDeps>;
  let actorId: string;
  let productId: string;
  let started = false;

  const order = async (time: string, quantity: number) => {
    deps.clock.set(seoul(time));
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    await deps.db.client.user.update({ where: { id: userId }, data: { createdAt: seoul(time) } });
    return { userId, id: await makeOrder(deps, { userId, productId, quantity }) };
  };
  const sell = async (time: string, quantity: number) => {
    const { id, userId } = await order(time, quantity);
    await payOrder(deps, { id, userId });
    return id;
  };
  const refund = (time: string, id: string) => {
    deps.clock.set(seoul(time));
    return refundOrder(deps, { id, actorId, reason: "변심" });
  };
  const listed = async (filter: OrderFilter) =>
    (await listAdminOrders(deps, { size: 100, ...filter })).totals;

  /** Expects that the lists of a day's orders and shoppers sum up to its figures. */
  async function expectLists({ from, to, ...figures }: DayFigures) {
    const [paid, refunded, settled] = await Promise.all(
      (["paid", "refunded", "settled"] as const).map((by) => listed({ by, from, to })),
    );
    const { totals } = await listUsers(deps, { role: "user", from, to, size: 1 });
    expect({
      sales: paid?.paid.amount,
      orders: paid?.orders,
      refunds: refunded?.refunded.amount,
      netSales: (settled?.paid.amount ?? 0) - (settled?.refunded.amount ?? 0),
      newShoppers: totals?.users,
    }).toEqual(figures);
    expect([paid?.paid.count, refunded?.refunded.count]).toEqual([paid?.orders, refunded?.orders]);
    expect([settled?.paid, settled?.refunded]).toEqual([paid?.paid, refunded?.refunded]);
  }

  beforeEach(async () => {
    deps = testDeps(database());
    deps.clock.set(seoul("2026-03-10T09:30:59.999"));
    if (started) return;
    started = true;
    deps.clock.set(seoul("2026-03-01T00:00:00"));
    actorId = await makeShopper(deps, { role: "owner" });
    productId = await makeProduct(deps, { price: 1_000, stock: 10_000 });
    // The day a week ago, until 09:30 and after.
    await sell("2026-03-02T23:59:59.999", 1);
    await sell("2026-03-03T00:00:00", 2);
    await sell("2026-03-03T09:29:59.999", 3);
    await sell("2026-03-03T09:30:00", 4);
    // Yesterday.
    await sell("2026-03-08T23:59:59.999", 5);
    const once = await sell("2026-03-09T00:00:00", 6);
    const late = await sell("2026-03-09T09:29:59.999", 7);
    await refund("2026-03-09T09:29:59.999", once);
    await sell("2026-03-09T09:30:00", 8);
    await refund("2026-03-09T23:59:59.999", await sell("2026-03-09T23:59:59.999", 9));
    // Today.
    await refund("2026-03-10T00:00:00", late);
    await refund("2026-03-10T09:10:00", await sell("2026-03-10T00:00:00", 10));
    await order("2026-03-10T09:15:00", 11);
    const given = await order("2026-03-10T09:15:00", 12);
    await cancelOrder(deps, given);
    // The minute that has begun counts today, and not on the days before.
    await sell("2026-03-10T09:30:20", 13);
    deps.clock.set(seoul("2026-03-10T09:30:59.999"));
  });

  it("shows gross sales, refunds and net sales, today and in the same hours before", async () => {
    for (const isStored of [false, true]) {
      if (isStored) await storeSalesHours(deps);
      expect((await deps.db.client.salesHour.count()) > 0).toBe(isStored);
      expect(await getDashboardSummary(deps)).toMatchObject({
        today: {
          from: seoul("2026-03-10T00:00:00").toISOString(),
          to: seoul("2026-03-11T00:00:00").toISOString(),
          sales: 23_000,
          refunds: 17_000,
          netSales: 6_000,
          orders: 2,
          newShoppers: 4,
        },
        yesterday: {
          from: seoul("2026-03-09T00:00:00").toISOString(),
          to: seoul("2026-03-09T09:30:00").toISOString(),
          sales: 13_000,
          refunds: 6_000,
          netSales: 7_000,
          orders: 2,
          newShoppers: 2,
        },
        lastWeekSameDay: {
          from: seoul("2026-03-03T00:00:00").toISOString(),
          to: seoul("2026-03-03T09:30:00").toISOString(),
          sales: 5_000,
          refunds: 0,
          netSales: 5_000,
          orders: 2,
          newShoppers: 2,
        },
      });
    }
  });

  it("sums up the lists behind its numbers to the same won, at every edge of a day", async () => {
    for (const time of [
      "2026-03-09T00:00:00",
      "2026-03-09T00:01:00",
      "2026-03-10T00:00:00",
      "2026-03-10T00:00:59.999",
      "2026-03-10T09:30:00",
      "2026-03-10T09:31:00",
      "2026-03-10T23:59:59.999",
      "2026-03-11T00:00:00",
    ]) {
      deps.clock.set(seoul(time));
      const { today, yesterday, lastWeekSameDay, balanceOutstanding } =
        await getDashboardSummary(deps);
      for (const day of [today, yesterday, lastWeekSameDay]) await expectLists(day);
      const { totals } = await listUsers(deps, { size: 1 });
      expect(totals?.balance).toBe(balanceOutstanding);
    }
  });

  it("counts an order once in a list that holds its payment and its refund", async () => {
    const [from, to] = [seoul("2026-03-10T00:00:00"), seoul("2026-03-11T00:00:00")];
    const day = { from: from.toISOString(), to: to.toISOString() };
    expect(await listed({ by: "settled", ...day })).toEqual({
      orders: 3,
      paid: { count: 2, amount: 23_000 },
      refunded: { count: 2, amount: 17_000 },
    });
    const firstPage = await listAdminOrders(deps, { by: "settled", size: 1, ...day });
    expect([firstPage.items.length, firstPage.totals?.orders]).toEqual([1, 3]);
    // The sums of other filters are of their rows alone.
    expect(await listed({ by: "settled", ...day, productId })).toMatchObject({ orders: 3 });
    expect(await listed({ by: "settled", ...day, status: "PAID" })).toMatchObject({
      orders: 1,
      refunded: { count: 0, amount: 0 },
    });
    expect(await listed({ by: "paid", q: "nobody-has-this" })).toMatchObject({ orders: 0 });
    expect(await listed(day)).toBeNull();
  });

  it("reads all its numbers in one snapshot", async () => {
    deps.clock.set(seoul("2026-03-10T09:40:00"));
    const before = await getDashboardSummary(deps);
    const shortSnapshot: typeof deps.db.shortSnapshot = (read) =>
      deps.db.shortSnapshot(async (tx) => {
        // The first statement decides what the snapshot shows.
        await tx.order.count();
        await sell("2026-03-10T09:40:00", 20);
        return read(tx);
      });
    expect(await getDashboardSummary({ ...deps, db: { ...deps.db, shortSnapshot } })).toEqual(
      before,
    );
    expect((await getDashboardSummary(deps)).today.sales).toBe(before.today.sales + 20_000);
  });

  it("come at once, however many long snapshots are being read", async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const begun: Promise<void>[] = [];
    const long = times(2, () =>
      deps.db.snapshot((tx) => {
        const reading = tx.user.count().then(() => {});
        begun.push(reading);
        return reading.then(() => ended);
      }),
    );
    await expect.poll(() => begun.length).toBe(2);
    await Promise.all(begun);
    await getDashboardSummary(deps);
    end();
    await Promise.all(long);
  }, 15_000);
});
