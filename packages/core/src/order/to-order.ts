import type { Prisma } from "@sunchak/db";
import { orderStatusAt } from "./order-status.ts";
import type { Order } from "./schema.ts";

export const withLines = { lines: { orderBy: { position: "asc" } } } as const;

export type OrderRow = Prisma.OrderGetPayload<{ include: typeof withLines }>;

export const toOrder = (row: OrderRow, now: Date): Order => ({
  orderId: row.id,
  orderNumber: row.orderNumber,
  status: orderStatusAt(row, now),
  lines: row.lines.map((line) => ({
    productId: line.productId,
    name: line.name,
    nameEn: line.nameEn,
    unitPrice: Number(line.unitPrice),
    quantity: line.quantity,
    amount: Number(line.amount),
  })),
  subtotal: Number(row.subtotal),
  discount: Number(row.discount),
  total: Number(row.total),
  issuedCouponId: row.issuedCouponId,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
});
