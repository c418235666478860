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
import fc from "fast-check";
import { expect, it } from "vitest";
import { adjustBalance } from "../balance/adjust-balance.ts";
import { chargeBalance } from "../balance/charge-balance.ts";
import { findStalePeriodOf } from "../invariants/report-checks.ts";
import { payOrder } from "../payment/pay-order.ts";
import { refundOrder } from "../payment/refund-order.ts";
import { fromSeoul, inSeoul } from "../seoul.ts";
import { getBalanceReport } from "./get-balance-report.ts";
import { getCategoryReport, getProductReport } from "./get-product-reports.ts";
import { getCampaignReport, getSalesReport } from "./get-sales-reports.ts";
import { getShopperReport } from "./get-shopper-report.ts";
import { storeReportPeriods } from "./stored-periods.ts";

const DAY_MS = 86_400_000;
const seoul = (time: string) => new Date(`${time}+09:00`);
const dayOf = (time: Date) => inSeoul(time).slice(0, 10);

onEachDatabase((database) => {
  const shop = () => {
    const deps = testDeps(database());
    const sum = async (kind: string, from: Date, to: Date) => {
      const { _sum } = await deps.db.client.ledgerEntry.aggregate({
        where: { kind, createdAt: { gte: from, lt: to } },
        _sum: { amount: true },
      });
      return Number(_sum.amount ?? 0);
    };
    /** Expects that every report of these days says what the ledger and the orders say. */
    const expectTrue = async (first: string, last: string) => {
      const input = { from: first, to: last };
      const from = fromSeoul(first) ?? new Date(0);
      const to = new Date((fromSeoul(last) ?? new Date(0)).getTime() + DAY_MS);
      const sales = await getSalesReport(deps, input);
      const { _sum, _count } = await deps.db.client.order.aggregate({
        where: { paidAt: { gte: from, lt: to } },
        _sum: { subtotal: true, discount: true },
        _count: true,
      });
      const [paid, refunded] = [
        0 - (await sum("PAYMENT", from, to)),
        await sum("REFUND", from, to),
      ];
      expect(sales.total).toMatchObject({
        orders: _count,
        revenue: Number(_sum.subtotal ?? 0),
        discounts: Number(_sum.discount ?? 0),
        sales: paid,
        refunds: refunded,
        netSales: paid - refunded,
      });
      for (const item of sales.items) {
        const [begin, end] = [new Date(item.from), new Date(item.to)];
        expect([item.from, item.sales, item.refunds]).toEqual([
          item.from,
          0 - (await sum("PAYMENT", begin, end)),
          await sum("REFUND", begin, end),
        ]);
      }
      const { revenue } = sales.total;
      expect((await getCampaignReport(deps, input)).total).toEqual(sales.total);
      const products = await getProductReport(deps, input);
      const categories = await getCategoryReport(deps, input);
      expect([products.total.revenue, categories.total]).toEqual([revenue, products.total]);
      for (const { items, total } of [products, categories]) {
        const added = (key: keyof typeof total) => items.reduce((all, item) => all + item[key], 0);
        expect([added("revenue"), added("soldQuantity"), added("refundedRevenue")]).toEqual([
          total.revenue,
          total.soldQuantity,
          total.refundedRevenue,
        ]);
      }
      const shoppers = (await getShopperReport(deps, input)).total;
      expect(shoppers.firstOrders + shoppers.repeatOrders).toBe(sales.total.orders);
      expect(shoppers.firstSales + shoppers.repeatSales).toBe(paid);
      const balance = await getBalanceReport(deps, input);
      expect(balance.total).toEqual({
        charged: await sum("CHARGE", from, to),
        paid,
        refunded,
        adjusted: await sum("ADJUSTMENT", from, to),
      });
      const owed = async (at: Date) => {
        const entries = await deps.db.client.ledgerEntry.aggregate({
          where: { createdAt: { lt: at } },
          _sum: { amount: true },
        });
        return Number(entries._sum.amount ?? 0);
      };
      expect(balance.opening).toBe(await owed(from));
      for (const item of balance.items) expect(item.balance).toBe(await owed(new Date(item.to)));
    };
    return { deps, expectTrue };
  };

  it("says what the ledger says to the won, whatever happens when, stored or not", async () => {
    const { deps, expectTrue } = shop();
    deps.clock.set(seoul("2026-01-30T12:00:00"));
    const actorId = await makeShopper(deps, { role: "owner" });
    const names = { name: "주방", nameEn: "Kitchen" };
    await deps.db.client.category.create({
      data: { slug: "kitchen", ...names, createdAt: deps.clock.now() },
    });
    const productIds = await Promise.all(
      times(3, (i) => makeProduct(deps, { price: 1_000 * (i + 1), stock: 100_000 })),
    );
    const userIds = await Promise.all(times(3, () => makeShopper(deps, { balance: 9_000_000 })));
    const paidIds: string[] = [];
    let key = 0;
    const step = fc.record({
      // To the last millisecond of a day in Seoul, or over it, or far.
      wait: fc.oneof(
        fc.constantFrom(0, 1, DAY_MS - 1, DAY_MS, 9 * 3_600_000, 20 * DAY_MS),
        fc.integer({ min: 0, max: 3 * DAY_MS }),
      ),
      toMidnight: fc.constantFrom(null, -1, 0, 1),
      what: fc.constantFrom(
        "buy",
        "buy",
        "buyFree",
        "buyLess",
        "refund",
        "charge",
        "take",
        "store",
      ),
      user: fc.nat(2),
      product: fc.nat(2),
      quantity: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const begun = deps.clock.now();
        for (const { wait, toMidnight, what, user, product, quantity } of steps) {
          let at = deps.clock.now().getTime() + wait;
          if (toMidnight !== null) {
            const midnight = fromSeoul(dayOf(new Date(at + DAY_MS)))?.getTime() ?? at;
            at = Math.max(deps.clock.now().getTime(), midnight + toMidnight);
          }
          deps.clock.set(new Date(at));
          const userId = userIds[user] ?? "";
          const productId = productIds[product] ?? "";
          const reason = "시험";
          if (what === "store") await storeReportPeriods(deps);
          else if (what === "charge") await chargeBalance(deps, { userId, amount: 1_000 });
          else if (what === "take") {
            const call = { actorId, idempotencyKey: `take-${key++}` };
            await adjustBalance(deps, { ...call, id: userId, reason, amount: -10 });
          } else if (what === "refund") {
            const id = paidIds.shift();
            if (id) await refundOrder(deps, { id, actorId, reason });
          } else {
            const discountValue = what === "buyFree" ? 1_000_000 : 500;
            const issuedCouponId =
              what === "buy" ? undefined : await makeCoupon(deps, userId, { discountValue });
            const id = await makeOrder(deps, { userId, productId, quantity, issuedCouponId });
            await payOrder(deps, { id, userId });
            paidIds.push(id);
          }
        }
        const now = deps.clock.now();
        await expectTrue(dayOf(begun), dayOf(now));
        await expectTrue(dayOf(new Date(begun.getTime() + DAY_MS)), dayOf(new Date(+now + DAY_MS)));
        await expectTrue("2026-01-01", dayOf(now));
      }),
      { numRuns: 8 },
    );
    await storeReportPeriods(deps);
    const stored = await deps.db.client.reportPeriod.findMany();
    const lengths = stored.map(({ startsAt, endsAt }) => (+endsAt - +startsAt) / DAY_MS);
    expect(lengths.filter((days) => days === 1)).not.toEqual([]);
    expect(lengths.filter((days) => days > 27)).not.toEqual([]);
    const ids = stored.map(({ startsAt, endsAt }) =>
      dayOf(startsAt).slice(0, +endsAt - +startsAt === DAY_MS ? 10 : 7),
    );
    for (const id of ids) expect(await findStalePeriodOf(deps.db, id)).toEqual([]);
    await expectTrue("2026-01-01", dayOf(deps.clock.now()));
    await expectInvariants(deps);
  }, 120_000);

  it("names the best products, and counts the others too", async () => {
    const { deps } = shop();
    deps.clock.set(seoul("2029-05-01T12:00:00"));
    const userId = await makeShopper(deps, { balance: 1_000_000 });
    const ids = await Promise.all(times(3, (i) => makeProduct(deps, { price: 1_000 * (i + 1) })));
    for (const productId of ids) {
      await payOrder(deps, { id: await makeOrder(deps, { userId, productId }), userId });
    }
    const report = await getProductReport(deps, { from: "2029-05-01", to: "2029-05-01" }, 2);
    expect(report.items.map(({ productId }) => productId)).toEqual([ids[2], ids[1]]);
    expect([report.count, report.total.revenue]).toEqual([3, 6_000]);
  });
});
