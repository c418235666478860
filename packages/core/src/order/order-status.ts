import {
  type Expression,
  expressionBuilder,
  type Prisma,
  type SqlBool,
  type Tables,
} from "@sunchak/db";
import type { CoreConfig } from "../deps.ts";
import type { OrderStatus } from "./schema.ts";

/** When an order that is placed now can no longer be paid. */
export const expiryOf = ({ orderExpiresMinutes }: CoreConfig, now: Date): Date =>
  new Date(now.getTime() + orderExpiresMinutes * 60_000);

const order = expressionBuilder<Tables, "orders">();

/** The status of an order at a time: a pending order past its time reads as expired. */
export const orderStatusAt = (
  { status, expiresAt }: { status: string; expiresAt: Date },
  now: Date,
): OrderStatus => (status === "PENDING" && expiresAt <= now ? "EXPIRED" : (status as OrderStatus));

/** The orders with a status at a time. */
export function whereOrderStatus(status: OrderStatus, now: Date): Expression<SqlBool> {
  const isStored = order("orders.status", "=", status);
  if (status === "PENDING") return order.and([isStored, order("orders.expiresAt", ">", now)]);
  if (status !== "EXPIRED") return isStored;
  const isOverdue = [order("orders.status", "=", "PENDING"), order("orders.expiresAt", "<=", now)];
  return order.or([isStored, order.and(isOverdue)]);
}

/** The orders that can be paid or cancelled, for a conditional write. */
export const pendingAt = (now: Date) =>
  ({ status: "PENDING", expiresAt: { gt: now } }) satisfies Prisma.OrderWhereInput;

/** The orders that read as expired and are stored as pending, for a conditional write. */
export const overdueAt = (now: Date) =>
  ({ status: "PENDING", expiresAt: { lte: now } }) satisfies Prisma.OrderWhereInput;
