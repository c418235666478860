import type { orderMoneyMoves } from "@sunchak/core/schema";
import { hrefOf, type Query } from "@/list/read-query.ts";

/** Every number of the reports, and what it counts. */
export const figureUnits = {
  netSales: "won",
  sales: "won",
  refunds: "won",
  orders: "count",
  refundedOrders: "count",
  revenue: "won",
  discounts: "won",
  soldQuantity: "count",
  refundedQuantity: "count",
  refundedRevenue: "won",
  joined: "count",
  firstOrders: "count",
  firstSales: "won",
  repeatOrders: "count",
  repeatSales: "won",
  charged: "won",
  paid: "won",
  refunded: "won",
  adjusted: "won",
  balance: "won",
} as const satisfies Record<string, "won" | "count">;
export type FigureName = keyof typeof figureUnits;

const orders = (by: (typeof orderMoneyMoves)[number]) => (where: Query) =>
  hrefOf("/orders", { ...where, by });

/** The lists behind the figures that have one. */
const lists: Partial<Record<FigureName, (where: Query) => string>> = {
  netSales: orders("settled"),
  sales: orders("paid"),
  refunds: orders("refunded"),
  orders: orders("paid"),
  refundedOrders: orders("refunded"),
  revenue: orders("paid"),
  discounts: orders("paid"),
  soldQuantity: orders("paid"),
  refundedQuantity: orders("refunded"),
  refundedRevenue: orders("refunded"),
  joined: (where) => hrefOf("/shoppers", { ...where, role: "user" }),
  paid: orders("paid"),
  refunded: orders("refunded"),
};

/**
 * The address of the list behind a figure.
 * @param where the list's filters: the days, and whose figure it is.
 */
export const listOf = (figure: FigureName, where: Query): string | undefined =>
  lists[figure]?.(where);
