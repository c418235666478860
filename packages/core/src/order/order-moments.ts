import type { OrderStatus, orderMomentKinds } from "./schema.ts";

type MomentKind = (typeof orderMomentKinds)[number];

interface Times {
  createdAt: Date;
  expiresAt: Date;
  paidAt: Date | null;
  closedAt: Date | null;
  refundedAt: Date | null;
}

/** What has become of an order so far, and when; the oldest first. */
export function momentsOf(row: Times, status: OrderStatus): { kind: MomentKind; at: Date }[] {
  const reached: Record<MomentKind, Date | null> = {
    PLACED: row.createdAt,
    PAID: row.paidAt,
    CANCELLED: status === "CANCELLED" ? row.closedAt : null,
    EXPIRED: status === "EXPIRED" ? row.expiresAt : null,
    REFUNDED: row.refundedAt,
  };
  return Object.entries(reached).flatMap(([kind, at]) =>
    at ? [{ kind: kind as MomentKind, at }] : [],
  );
}
