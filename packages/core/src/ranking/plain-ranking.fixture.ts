import { times } from "@sunchak/testing";
import type { ListEntry, ListKind } from "./make-lists.ts";
import type { RankingDays } from "./schema.ts";

const DAY = 24 * 3_600_000;
export const PRODUCTS = 5;

/** An order of one line; times in milliseconds. */
export interface Order {
  product: number;
  quantity: number;
  price: number;
  paidAt: number;
  refundedAt: number | null;
}

/** A plain count of a list over the orders. */
export function plainList(
  orders: Order[],
  shop: Shop,
  {
    end,
    days,
    category,
    kind,
  }: { end: number; days: RankingDays; category: string; kind: ListKind },
): ListEntry[] {
  const isShown = (each: number) =>
    (category === "" || shop.categories[each] === category) &&
    !(kind === "rising" && shop.archived[each]);
  const ranked = (from: number, to: number) =>
    times(PRODUCTS, (each) => each)
      .filter(isShown)
      .map((each) => {
        const sold = orders.filter(
          (order) =>
            order.product === each &&
            order.paidAt >= from &&
            order.paidAt < to &&
            !(order.refundedAt !== null && order.refundedAt < end),
        );
        const sum = (of: (order: Order) => number) => sold.reduce((all, one) => all + of(one), 0);
        return {
          productId: idOf(each),
          soldQuantity: sum((one) => one.quantity),
          revenue: sum((one) => one.quantity * one.price),
        };
      })
      .filter((each) => each.soldQuantity > 0)
      .sort((a, b) => {
        const [byQuantity, byRevenue] = [b.soldQuantity - a.soldQuantity, b.revenue - a.revenue];
        const order = kind === "revenue" ? byRevenue || byQuantity : byQuantity || byRevenue;
        return order || (a.productId < b.productId ? -1 : 1);
      });
  const before = ranked(end - 2 * days * DAY, end - days * DAY);
  const list = ranked(end - days * DAY, end).map((each, i) => ({
    rank: i + 1,
    rankBefore: before.findIndex(({ productId }) => productId === each.productId) + 1 || null,
    ...each,
  }));
  if (kind !== "rising") return list;
  const gain = (each: ListEntry) => (each.rankBefore ?? before.length + 1) - each.rank;
  return list.filter((each) => gain(each) > 0).sort((a, b) => gain(b) - gain(a) || a.rank - b.rank);
}

export interface Shop {
  categories: string[];
  archived: boolean[];
}

export const idOf = (product: number) => `01900000-0000-7000-8000-00000000000${product}`;
