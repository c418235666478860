import { z } from "zod";

/** The longest time that a report covers, in days. */
export const REPORT_DAYS_MAX = 1_100;

const DAY_MS = 86_400_000;

/** A day in Seoul, `YYYY-MM-DD`, in a plausible year for a shop. */
const day = z.iso.date().refine((date) => date >= "2000" && date < "2100", {
  message: "must be between 2000 and 2099",
});

/** A report's days in Seoul, the last one whole. */
export const reportInput = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < REPORT_DAYS_MAX * DAY_MS, {
    path: ["to"],
    message: `at most ${REPORT_DAYS_MAX} days`,
  });
export type ReportInput = z.output<typeof reportInput>;

export const reportNames = [
  "sales",
  "products",
  "categories",
  "campaigns",
  "shoppers",
  "balance",
] as const;
export type ReportName = (typeof reportNames)[number];

/** What was paid and refunded in some time; money in won. */
export interface Sales {
  /** Orders paid, including those that were refunded later. */
  orders: number;
  /** What their products cost before discounts. */
  revenue: number;
  discounts: number;
  /** Paid: revenue without discounts. */
  sales: number;
  refundedOrders: number;
  /** Refunded, whenever the order was paid. */
  refunds: number;
}

/** What was sold of a product in some time: pieces, and won before discounts. */
export interface ProductSales {
  soldQuantity: number;
  revenue: number;
  /** Of orders that were refunded in this time, whenever they were paid. */
  refundedQuantity: number;
  refundedRevenue: number;
}

export interface SalesFigures extends Sales {
  netSales: number;
}

/** A part of a report's time: a day in Seoul, or a month as far as the report covers it. */
interface Bucket {
  from: string;
  /** The first instant after it. */
  to: string;
}

/** A report, its rows, and their sums. */
interface Report<Row, Total> {
  items: Row[];
  total: Total;
}

/** A report over time: by day, or by month when it is long. Oldest first; none is left out. */
export interface SeriesReport<Row, Total = Row> extends Report<Row & Bucket, Total> {
  bucket: "day" | "month";
}

export type SalesReport = SeriesReport<SalesFigures>;

/** How many products a page of the report names; its file names all. */
export const PRODUCTS_SHOWN = 50;

/** Those that most won were paid for first. A product is named as it is now. */
export type ProductReport = Report<
  ProductSales & { productId: string; name: string; nameEn: string; archived: boolean },
  ProductSales
> & {
  /** How many products were sold or refunded, named or not. */
  count: number;
};

/** A product counts for the category that it is in now. */
export type CategoryReport = Report<
  ProductSales & { slug: string; name: string; nameEn: string },
  ProductSales
>;

/** The best first; at the end the orders without a coupon, whose campaign is null. */
export type CampaignReport = Report<
  SalesFigures & { campaign: { id: string; name: string; nameEn: string } | null },
  SalesFigures
>;

export interface ShopperFigures {
  /** Shoppers who signed up. */
  joined: number;
  /** Orders that were the first one their shopper ever paid, so as many shoppers. */
  firstOrders: number;
  firstSales: number;
  /** Orders of shoppers who had paid one before. */
  repeatOrders: number;
  repeatSales: number;
}
export type ShopperReport = SeriesReport<ShopperFigures>;

/** How the balances of all shoppers moved; in won. */
export interface BalanceFigures {
  charged: number;
  paid: number;
  refunded: number;
  /** By admins; negative for what they took. */
  adjusted: number;
}
/** `balance` is what the shop owes its shoppers at the end of each bucket. */
export type BalanceReport = SeriesReport<BalanceFigures & { balance: number }, BalanceFigures> & {
  /** What it owed at the beginning. */
  opening: number;
};
