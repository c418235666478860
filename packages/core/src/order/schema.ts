import { z } from "zod";
import type { Actor } from "../audit/schema.ts";
import type { LedgerEntry } from "../balance/schema.ts";
import type { CouponStatus } from "../coupon/schema.ts";
import type { ExportTry, exportStatuses, exportTypes } from "../export/schema.ts";
import { adminPageInput } from "../paging.ts";
import { tagText } from "../tag/schema.ts";
import {
  calendarInstant,
  idempotencyKey,
  idFilter,
  instant,
  reasonText,
  searchText,
  won,
} from "../values.ts";

export const MAX_LINES = 50;
export const MAX_QUANTITY = 99;

export const placeOrderInput = z.strictObject({
  lines: z
    .array(z.strictObject({ productId: z.string(), quantity: z.int().min(1).max(MAX_QUANTITY) }))
    .min(1)
    .max(MAX_LINES)
    .refine((lines) => new Set(lines.map((line) => line.productId)).size === lines.length, {
      message: "each product at most once",
    })
    .describe("Each product at most once."),
  issuedCouponId: z.string().optional(),
  expectedTotal: won
    .describe("Won that the shopper was told; an order of another total is not placed.")
    .optional(),
  idempotencyKey: idempotencyKey.optional(),
});

/** What may happen to an order's money: `settled` is either of the two. */
export const orderMoneyMoves = ["paid", "refunded", "settled"] as const;

export const orderStatuses = ["PENDING", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"] as const;

/** An order line: a product with its names and price as they were when the order was placed. */
export const orderLineOutput = z.object({
  productId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  unitPrice: won,
  quantity: z.int(),
  amount: won,
});

export const orderOutput = z.object({
  orderId: z.string(),
  orderNumber: z.string().nullable(),
  status: z.enum(orderStatuses),
  lines: z.array(orderLineOutput),
  subtotal: won,
  discount: won,
  total: won,
  issuedCouponId: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
  paidAt: instant.nullable(),
});

const placedOrderOutput = orderOutput.extend({ balance: won });
export const cancelOutput = z.object({ orderId: z.string(), status: z.literal("CANCELLED") });

export type PlaceOrder = z.output<typeof placeOrderInput>;
/** The content of an order, without the idempotency key. */
export type OrderRequest = Omit<PlaceOrder, "idempotencyKey">;
export type Order = z.output<typeof orderOutput>;
export type OrderStatus = (typeof orderStatuses)[number];
export type PlacedOrder = z.output<typeof placedOrderOutput>;

/** The filter of the admin's list and of its CSV file. */
const orderFilter = {
  /**
   * An order number or its beginning (at least the date), an order id, the beginning of an email,
   * or part of a shopper's or a product's name.
   */
  q: searchText.optional(),
  status: z.enum(orderStatuses).optional(),
  /** What `from` and `to` limit: the time of this, or of placing when it is left out. */
  by: z.enum(orderMoneyMoves).optional(),
  /** At or after. */
  from: calendarInstant.optional(),
  /** Before. */
  to: calendarInstant.optional(),
  userId: idFilter.optional(),
  productId: idFilter.optional(),
  tag: tagText.optional(),
};

export const listAdminOrdersInput = adminPageInput.extend(orderFilter);
export const orderFilterInput = z.strictObject(orderFilter);

export const refundOrderInput = z.strictObject({
  id: z.string(),
  reason: reasonText,
});

export interface OrderShopper {
  id: string;
  name: string;
  email: string;
}

export interface AdminOrder {
  orderId: string;
  orderNumber: string | null;
  status: OrderStatus;
  shopper: OrderShopper;
  /** The first line's names, and how many lines there are. */
  firstLine: { name: string; nameEn: string } | null;
  lineCount: number;
  subtotal: number;
  discount: number;
  total: number;
  createdAt: string;
  paidAt: string | null;
  refundedAt: string | null;
}

/** How many orders were paid or refunded within a list's time, and how much, in won. */
interface MoneyMoved {
  count: number;
  amount: number;
}

/** The sums of a list of orders that is filtered by payment or refund. */
export interface OrderTotals {
  /** The rows of the list: an order that was paid and refunded is one. */
  orders: number;
  paid: MoneyMoved;
  refunded: MoneyMoved;
}

export interface OrderProduct {
  id: string;
  name: string;
  nameEn: string;
}

/** The shoppers and products that a filter of orders refers to. */
export interface OrderSearch {
  /** Named in the filter by id; null when the filter names none, or an unknown one. */
  shopper: OrderShopper | null;
  product: OrderProduct | null;
  /** The newest few matches of the text, to choose one from. */
  shoppers: OrderShopper[];
  products: OrderProduct[];
  /** When the text matches more: how many matches, the newest, the list follows; else null. */
  cutTo: { shoppers: number | null; products: number | null };
}

export interface OrderExport {
  id: string;
  type: (typeof exportTypes)[number];
  status: (typeof exportStatuses)[number];
  occurredAt: string;
  attempts: number;
  nextAttemptAt: string | null;
  deliveredAt: string | null;
  lastError: string | null;
  responseStatus: number | null;
  /** The latest first; at most 50. */
  tries: ExportTry[];
}

/** What may become of an order, from placing on. */
export const orderMomentKinds = ["PLACED", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"] as const;
type OrderMomentKind = (typeof orderMomentKinds)[number];

type OrderTimelineKind = OrderMomentKind | "EXPORT_CREATED" | "EXPORT_DELIVERED" | "EXPORT_DEAD";

/** What an order's products are now. */
interface OrderedProduct {
  imageUrl: string | null;
  /** False when it is not sold any more. */
  isOnSale: boolean;
}

/** Products by id. */
type OrderedProducts = Record<string, OrderedProduct>;

/** An order, and the pictures of its products. */
export interface OrderCard extends Order {
  products: OrderedProducts;
}

/** What an order's own page shows beside the order. */
export interface OrderDetail {
  products: OrderedProducts;
  coupon: { name: string; nameEn: string } | null;
  /** What it took from the balance and gave back, each with the balance after it. */
  entries: LedgerEntry[];
  /** Oldest first. */
  timeline: { kind: OrderMomentKind; at: string }[];
}

export interface AdminOrderDetail extends Order {
  shopper: OrderShopper;
  refundedAt: string | null;
  /** When it was cancelled or expired. */
  closedAt: string | null;
  coupon: {
    issuedCouponId: string;
    campaignId: string;
    name: string;
    nameEn: string;
    status: CouponStatus;
    expiresAt: string;
  } | null;
  entries: LedgerEntry[];
  payment: { amount: number; paidAt: string } | null;
  refund: { amount: number; reason: string; actor: Actor | null; refundedAt: string } | null;
  exports: OrderExport[];
  /** Oldest first. */
  timeline: {
    at: string;
    kind: OrderTimelineKind;
    /** The admin who did it; null for the shopper and the shop itself. */
    actor: Actor | null;
    eventId: string | null;
    reason: string | null;
  }[];
}

export type OrderFilter = z.output<typeof orderFilterInput>;
export type ListAdminOrders = z.output<typeof listAdminOrdersInput>;
