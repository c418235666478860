import type { Prisma } from "@sunchak/db";
import { findActors } from "../audit/find-actors.ts";
import type { Actor } from "../audit/schema.ts";
import { toLedgerEntry } from "../balance/list-ledger-entries.ts";
import { couponStatusAt } from "../coupon/coupon-status.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { toExportTries, withTries } from "../export/to-export-tries.ts";
import { isId } from "../ids.ts";
import { momentsOf } from "./order-moments.ts";
import type { AdminOrderDetail, OrderExport, OrderStatus } from "./schema.ts";
import { toOrder, withLines } from "./to-order.ts";

const withAll = {
  ...withLines,
  user: { select: { id: true, name: true, email: true } },
  coupon: { include: { campaign: { select: { name: true, nameEn: true } } } },
  entries: { orderBy: { number: "asc" } },
  payment: true,
  refund: true,
  events: { orderBy: { type: "asc" }, include: withTries },
} as const;

type FullOrder = Prisma.OrderGetPayload<{ include: typeof withAll }>;

/** Everything that is known of one order. @throws DomainError NOT_FOUND */
export async function getAdminOrder(
  deps: Pick<Deps, "db" | "clock">,
  { id }: { id: string },
): Promise<AdminOrderDetail> {
  const row = isId(id)
    ? await deps.db.client.order.findUnique({ where: { id }, include: withAll })
    : null;
  if (!row) throw notFound("order");
  const now = deps.clock.now();
  const actorId = row.refund?.actorId ?? null;
  const actor = (await findActors(deps, [actorId])).get(actorId) ?? null;
  const order = toOrder(row, now);
  return {
    ...order,
    shopper: row.user,
    refundedAt: row.refundedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    coupon: toCoupon(row.coupon, now),
    entries: row.entries.map(toLedgerEntry),
    payment: row.payment && {
      amount: Number(row.payment.amount),
      paidAt: row.payment.paidAt.toISOString(),
    },
    refund: row.refund && {
      amount: Number(row.refund.amount),
      reason: row.refund.reason,
      actor,
      refundedAt: row.refund.refundedAt.toISOString(),
    },
    exports: row.events.map((event) => toExport(event, now)),
    timeline: timelineOf(row, order.status, actor),
  };
}

function toCoupon(coupon: FullOrder["coupon"], now: Date): AdminOrderDetail["coupon"] {
  if (!coupon) return null;
  return {
    issuedCouponId: coupon.id,
    campaignId: coupon.campaignId,
    name: coupon.campaign.name,
    nameEn: coupon.campaign.nameEn,
    status: couponStatusAt(coupon, now),
    expiresAt: coupon.expiresAt.toISOString(),
  };
}

const toExport = (event: FullOrder["events"][number], now: Date): OrderExport => ({
  id: event.id,
  type: event.type as OrderExport["type"],
  status: event.status as OrderExport["status"],
  occurredAt: event.occurredAt.toISOString(),
  attempts: event.attempts,
  nextAttemptAt: event.status === "PENDING" ? event.nextAttemptAt.toISOString() : null,
  deliveredAt: event.deliveredAt?.toISOString() ?? null,
  lastError: event.lastError,
  responseStatus: event.responseStatus,
  tries: toExportTries(event, now),
});

type Moment = AdminOrderDetail["timeline"][number];

function timelineOf(row: FullOrder, status: OrderStatus, actor: Actor | null): Moment[] {
  const timeline: Moment[] = [];
  const add = (at: Date | null, kind: Moment["kind"], more: Partial<Moment> = {}) => {
    if (!at) return;
    timeline.push({
      at: at.toISOString(),
      kind,
      actor: null,
      eventId: null,
      reason: null,
      ...more,
    });
  };
  for (const { kind, at } of momentsOf(row, status)) {
    const isRefund = kind === "REFUNDED";
    add(at, kind, isRefund ? { actor, reason: row.refund?.reason ?? null } : {});
  }
  for (const { id: eventId, ...event } of row.events) {
    add(event.occurredAt, "EXPORT_CREATED", { eventId });
    add(event.deliveredAt, "EXPORT_DELIVERED", { eventId });
    if (event.status === "DEAD") {
      // A last try whose worker stopped has no end. The time at which the event was due stands in.
      const diedAt = event.tries[0]?.endedAt ?? event.nextAttemptAt;
      add(diedAt, "EXPORT_DEAD", { eventId, reason: event.lastError });
    }
  }
  return timeline.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
