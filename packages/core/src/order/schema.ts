import { z } from "zod";
import { idempotencyKey, instant, won } from "../values.ts";

export const MAX_LINES = 50;
export const MAX_QUANTITY = 99;

export const placeOrderInput = z.strictObject({
  lines: z
    .array(z.strictObject({ productId: z.string(), quantity: z.int().min(1).max(MAX_QUANTITY) }))
    .min(1)
    .max(MAX_LINES)
    .refine((lines) => new Set(lines.map((line) => line.productId)).size === lines.length, {
      message: "each product at most once",
    }),
  issuedCouponId: z.string().optional(),
  idempotencyKey: idempotencyKey.optional(),
});

export const orderStatuses = ["PENDING", "PAID", "CANCELLED", "EXPIRED", "REFUNDED"] as const;

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

export const placedOrderOutput = orderOutput.extend({ balance: won });
export const orderPageOutput = z.object({
  items: z.array(orderOutput),
  nextCursor: z.string().nullable(),
});
export const cancelOutput = z.object({ orderId: z.string(), status: z.literal("CANCELLED") });

export type PlaceOrder = z.output<typeof placeOrderInput>;
export type Order = z.output<typeof orderOutput>;
export type OrderStatus = (typeof orderStatuses)[number];
export type PlacedOrder = z.output<typeof placedOrderOutput>;
