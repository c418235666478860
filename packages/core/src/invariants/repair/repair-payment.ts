import type { Prisma, Transaction } from "@sunchak/db";
import { newId } from "../../ids.ts";
import { newOrderNumber } from "../../payment/order-number.ts";
import { findBroken } from "../check-invariants.ts";
import { mendTotal } from "./repair-order-total.ts";
import { agreedOn, type Repair, type Repairing, unsure } from "./repairing.ts";

/** A payment or a refund, as its row stores it. */
interface Row {
  userId: string;
  /** Won. */
  amount: number;
  entryNumber: number | null;
  at: Date;
}

type Order = Prisma.OrderGetPayload<{ include: { coupon: { select: { userId: true } } } }>;

/** What can have happened to an order, and where that is recorded. */
interface Deed {
  type: "order.paid" | "order.refunded";
  kind: "PAYMENT" | "REFUND";
  /** Of the entry's amount. */
  sign: 1 | -1;
  at: "paidAt" | "refundedAt";
  statuses: readonly string[];
  find(tx: Transaction, orderId: string): Promise<Row | null>;
  change(tx: Transaction, orderId: string, row: Row): Promise<unknown>;
  make(repairing: Repairing, order: Order, row: Row): Promise<unknown>;
  drop(tx: Transaction, orderId: string): Promise<unknown>;
  /** What an order is to which this happened, at a time; or to which it did not happen, at null. */
  stateOf(tx: Transaction, order: Order, at: Date | null): Promise<Prisma.OrderUpdateInput>;
}

const payment: Deed = {
  ...{ type: "order.paid", kind: "PAYMENT", sign: -1, at: "paidAt" },
  statuses: ["PAID", "REFUNDED"],
  async find(tx, orderId) {
    const row = await tx.payment.findUnique({ where: { orderId } });
    return row && { ...row, amount: Number(row.amount), at: row.paidAt };
  },
  change: (tx, orderId, { at, ...row }) =>
    tx.payment.update({ where: { orderId }, data: { ...row, paidAt: at } }),
  async make({ tx }, { id: orderId, issuedCouponId }, { at, ...row }) {
    const lines = await tx.orderLine.count({ where: { orderId } });
    const coupons = issuedCouponId === null ? 0 : 1;
    const counts = { linesOrdered: lines, linesSettled: lines };
    const used = { couponsHeld: coupons, couponsUsed: coupons };
    await tx.payment.create({ data: { orderId, ...row, ...counts, ...used, paidAt: at } });
  },
  drop: (tx, orderId) => tx.payment.delete({ where: { orderId } }),
  async stateOf(tx, { id, userId, orderNumber }, paidAt) {
    if (!paidAt) return { status: "PENDING", paidAt, orderNumber: null, refundedAt: null };
    const refund = await tx.refund.findUnique({ where: { orderId: id } });
    return {
      status: refund ? "REFUNDED" : "PAID",
      orderNumber: orderNumber ?? (await findNumber(tx, { id, userId })) ?? newOrderNumber(paidAt),
      ...{ paidAt, closedAt: null, refundedAt: refund?.refundedAt ?? null },
    };
  },
};

const refund: Deed = {
  ...{ type: "order.refunded", kind: "REFUND", sign: 1, at: "refundedAt" },
  statuses: ["REFUNDED"],
  async find(tx, orderId) {
    const row = await tx.refund.findUnique({ where: { orderId } });
    return row && { ...row, amount: Number(row.amount), at: row.refundedAt };
  },
  change: (tx, orderId, { at, ...row }) =>
    tx.refund.update({ where: { orderId }, data: { ...row, refundedAt: at } }),
  async make({ tx, reason }, { id: orderId }, { at, ...row }) {
    const lines = await tx.orderLine.count({ where: { orderId } });
    const audit = await tx.auditEntry.findFirst({
      where: { action: "order.refund", subjectType: "order", subjectId: orderId },
      orderBy: { id: "desc" },
    });
    const counts = { linesOrdered: lines, linesRestocked: lines };
    const why = { reason: audit?.reason ?? reason, actorId: audit?.actorId ?? null };
    await tx.refund.create({ data: { orderId, ...row, ...counts, ...why, refundedAt: at } });
  },
  drop: (tx, orderId) => tx.refund.delete({ where: { orderId } }),
  async stateOf(_, { status }, refundedAt) {
    if (!refundedAt) return { status: "PAID", refundedAt };
    // Without its payment there is nothing that could be refunded.
    if (!payment.statuses.includes(status)) throw unsure("otherFirst");
    return { status: "REFUNDED", refundedAt };
  },
};

export const repairPayment: Repair = (repairing) => repairDeed(repairing, payment);
export const repairRefund: Repair = (repairing) => repairDeed(repairing, refund);

/**
 * The order's status, the payment's (or refund's) row, its entry in the ledger and its export are
 * written together, so whichever is alone against the others is the wrong one.
 */
async function repairDeed(repairing: Repairing, deed: Deed): Promise<void> {
  const { tx, subjectId: id, tell } = repairing;
  const order = await tx.order.findUniqueOrThrow({
    where: { id },
    include: { coupon: { select: { userId: true } } },
  });
  const row = await deed.find(tx, id);
  const where = { orderId_type: { orderId: id, type: deed.type } };
  const event = await tx.outboxEvent.findUnique({ where });
  const entry = await findEntry(repairing, deed, row);
  const isSaid = deed.statuses.includes(order.status);
  const total = Number(order.total);
  const hasEntry = entry !== null || (row?.amount ?? total) > 0;
  const records = [isSaid, row !== null, event !== null, ...(hasEntry ? [entry !== null] : [])];
  const present = records.filter((is) => is).length;
  const absent = records.length - present;
  if (present === 1 && absent > 1) return undo(repairing, deed, order, { isSaid, row, event });
  if (absent > 1 || present <= absent) throw unsure("recordsDisagree");

  const saidAt = isSaid ? order[deed.at] : null;
  const times = [saidAt, row?.at, event?.occurredAt, entry?.createdAt];
  const [userId, amount, time] = [
    agreedOn([order.userId, row?.userId, entry?.userId, order.coupon?.userId]),
    agreedOn([total, row?.amount, hasEntry ? entry?.amount : 0]),
    agreedOn(times.map((at) => at?.getTime())),
  ];
  if (userId === undefined || amount === undefined || time === undefined) {
    throw unsure("recordsDisagree");
  }
  const isEntryRight = entry ? entry.amount === amount && entry.userId === userId : !hasEntry;
  if (!isEntryRight) throw await whyEntryWrong(repairing, userId);

  const at = new Date(time);
  const right: Row = { userId, amount, entryNumber: entry?.number ?? null, at };
  const [was, is] = [row && textOf(row), textOf(right)];
  if (was !== is) {
    if (row) await deed.change(tx, id, right);
    else await deed.make(repairing, order, right);
    tell(deed.kind.toLowerCase(), was && JSON.parse(was), JSON.parse(is));
  }
  if (!event) await exportAgain(repairing, deed, at);
  if (order.userId !== userId) {
    await tx.order.update({ where: { id }, data: { userId } });
    tell("holder", order.userId, userId);
  }
  if (saidAt?.getTime() !== time) await setState(repairing, deed, order, at);
  if (total === amount) return;
  const other = await (deed === payment ? refund : payment).find(tx, id);
  // What was refunded is not what was paid, so no total can agree with both.
  if (other && other.amount !== amount) throw unsure("recordsDisagree");
  await mendTotal(repairing, amount);
}

/** What a record alone claims did not happen. */
async function undo(
  repairing: Repairing,
  deed: Deed,
  order: Order,
  alone: {
    isSaid: boolean;
    row: Row | null;
    event: { id: string; status: string; attempts: number; claimToken: string | null } | null;
  },
): Promise<void> {
  const { tx, subjectId: id, tell } = repairing;
  const { isSaid, row, event } = alone;
  if (isSaid) return setState(repairing, deed, order, null);
  if (row) {
    await deed.drop(tx, id);
    tell(deed.kind.toLowerCase(), JSON.parse(textOf(row)), null);
    return;
  }
  const isUnsent = event?.status === "PENDING" && event.attempts === 0 && event.claimToken === null;
  // An entry is in a ledger whose balance has it, and what was sent can't be taken back.
  if (!event || !isUnsent) throw unsure("recordsDisagree");
  await tx.outboxEvent.delete({ where: { id: event.id } });
  tell("export", { id: event.id, type: deed.type }, null);
}

/** The ledger's entry of the order, its amount without a sign; one that its row names is put right. */
async function findEntry({ tx, subjectId: orderId, tell }: Repairing, deed: Deed, row: Row | null) {
  const { kind, sign } = deed;
  const own = await tx.ledgerEntry.findUnique({ where: { orderId_kind: { orderId, kind } } });
  if (own) return { ...own, amount: sign * Number(own.amount) };
  if (!row || row.entryNumber === null) return null;
  const where = { userId_number: { userId: row.userId, number: row.entryNumber } };
  const named = await tx.ledgerEntry.findUnique({ where });
  if (!named || sign * Number(named.amount) !== row.amount) return null;
  await tx.ledgerEntry.update({ where, data: { kind, orderId } });
  tell("entry", { kind: named.kind, orderId: named.orderId }, { kind, orderId });
  return { ...named, amount: row.amount };
}

async function whyEntryWrong({ db, deps }: Repairing, subjectId: string) {
  for (const kind of ["ledger", "account"] as const) {
    const broken = await findBroken(db, deps.config, { kind, subjectId });
    if (broken) return unsure("otherFirst");
  }
  return unsure("recordsDisagree");
}

async function exportAgain({ tx, deps, subjectId, tell, wake }: Repairing, deed: Deed, at: Date) {
  const id = newId(deps.clock);
  const due = { status: "PENDING", nextAttemptAt: deps.clock.now() };
  await tx.outboxEvent.create({
    data: { id, type: deed.type, orderId: subjectId, occurredAt: at, ...due },
  });
  tell("export", null, { id, type: deed.type });
  wake(id);
}

/** @param at null when it did not happen. */
async function setState(
  { tx, subjectId: id, tell }: Repairing,
  deed: Deed,
  order: Order,
  at: Date | null,
): Promise<void> {
  const data = await deed.stateOf(tx, order, at);
  const { status, orderNumber, paidAt, refundedAt } = await tx.order.update({
    where: { id },
    data,
  });
  const told = (of: Pick<Order, "status" | "orderNumber" | "paidAt" | "refundedAt">) => ({
    status: of.status,
    orderNumber: of.orderNumber,
    paidAt: of.paidAt?.toISOString() ?? null,
    refundedAt: of.refundedAt?.toISOString() ?? null,
  });
  tell("order", told(order), told({ status, orderNumber, paidAt, refundedAt }));
}

/** The number that the payment has answered, if that is still kept. */
async function findNumber(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
): Promise<string | undefined> {
  const kept = await tx.idempotencyRecord.findMany({
    where: { userId, response: { contains: id } },
  });
  for (const { response } of kept) {
    const answer = JSON.parse(response ?? "{}") as {
      orderId?: string;
      orderNumber?: string | null;
    };
    if (answer.orderId === id && answer.orderNumber) return answer.orderNumber;
  }
  return undefined;
}

const textOf = ({ userId, amount, entryNumber, at }: Row): string =>
  JSON.stringify({ userId, amount, entryNumber, at });
