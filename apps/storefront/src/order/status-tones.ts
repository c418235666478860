import type { OrderStatus } from "@sunchak/core/schema";

export const statusTones = {
  PENDING: "caution",
  PAID: "positive",
  CANCELLED: "neutral",
  EXPIRED: "neutral",
  REFUNDED: "neutral",
} as const satisfies Record<OrderStatus, string>;
