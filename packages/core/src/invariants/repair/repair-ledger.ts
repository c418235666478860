import type { Transaction } from "@sunchak/db";
import { keyOf } from "../../idempotency/idempotently.ts";
import { findBroken } from "../check-invariants.ts";
import { type Repair, type Repairing, unsure } from "./repairing.ts";

interface Entry {
  number: number;
  kind: string;
  amount: number;
  balanceAfter: number;
  orderId: string | null;
  createdAt: Date;
}

/** How many changed entries the audit log names. */
const NAMED = 50;

/**
 * Makes ledger and balance agree. The entries' amounts are what they are checked by: payments,
 * refunds, the audit log of adjustments and the kept answers to charges tell what an amount was, and
 * the balance, when it is the sum of them all. Balances are then the sums of the amounts.
 */
export const repairLedger: Repair = async (repairing) => {
  const { tx, subjectId: userId, tell } = repairing;
  const account = await tx.account.findUnique({ where: { userId } });
  if (!account) throw unsure("recordsDisagree");
  const [balance, count] = [Number(account.balance), account.entryCount];
  const rows = await tx.ledgerEntry.findMany({ where: { userId }, orderBy: { number: "asc" } });
  const stored: Entry[] = rows.map((row) => ({
    ...row,
    amount: Number(row.amount),
    balanceAfter: Number(row.balanceAfter),
  }));
  const { entries, lost, skipped } = await withLost(repairing, stored, { balance, count });
  const amountsAgree = entries.reduce((sum, { amount }) => sum + amount, 0) === balance;
  const changed: { was: Entry | null; is: Entry }[] = [];
  let [before, sum] = [0, 0];
  for (const entry of entries) {
    const jump = entry.balanceAfter - before - entry.amount;
    before = entry.balanceAfter;
    const isPlain = jump === 0 || amountsAgree;
    const amount = isPlain ? entry.amount : await amountOf(repairing, entry, jump);
    sum += amount;
    if (sum < 0) throw unsure("balanceBelowZero");
    const isLost = lost.includes(entry);
    if (isLost || amount !== entry.amount || sum !== entry.balanceAfter) {
      changed.push({ was: isLost ? null : entry, is: { ...entry, amount, balanceAfter: sum } });
    }
  }
  for (const { was, is } of changed) {
    const { number, amount, balanceAfter } = is;
    if (was) {
      const where = { userId_number: { userId, number } };
      await tx.ledgerEntry.update({ where, data: { amount, balanceAfter } });
    } else {
      await tx.ledgerEntry.create({ data: { userId, ...is } });
    }
  }
  if (skipped) await renumber(repairing);
  await tx.account.update({
    where: { userId },
    data: { balance: sum, entryCount: entries.length },
  });
  if (balance !== sum) tell("balance", balance, sum);
  if (count !== entries.length) tell("entryCount", count, entries.length);
  if (changed.length === 0) return;
  const named = changed.slice(0, NAMED);
  const told = (entry: Entry | null) =>
    entry && { number: entry.number, amount: entry.amount, balanceAfter: entry.balanceAfter };
  tell("entriesChanged", 0, changed.length);
  tell(
    "entries",
    named.map(({ was }) => told(was)),
    named.map(({ is }) => told(is)),
  );
};

/** A balance out of its range follows from the ledger, or is for an admin to decide. */
export const repairBalanceRange: Repair = async ({ db, deps, subjectId }) => {
  for (const kind of ["ledger", "account"] as const) {
    const broken = await findBroken(db, deps.config, { kind, subjectId });
    if (broken) throw unsure("otherFirst");
  }
  throw unsure("aboveLimit");
};

/**
 * The entries without a gap: those that are missing are made again from payments and refunds. A
 * number that was left out, while the balance went on, had no entry: entries have an amount.
 */
async function withLost(
  { tx, subjectId: userId }: Repairing,
  stored: Entry[],
  { balance, count }: { balance: number; count: number },
): Promise<{ entries: Entry[]; lost: Entry[]; skipped: boolean }> {
  const whole = { entries: stored, lost: [], skipped: false };
  const last = stored.at(-1) ?? { number: 0, balanceAfter: 0 };
  const isGapless = last.number === stored.length;
  if (isGapless && count < stored.length && balance !== last.balanceAfter) {
    // The account may have lost its last entries, or the ledger may have got some from elsewhere.
    const asCounted = stored[count - 1]?.balanceAfter ?? 0;
    if (balance === asCounted) throw unsure("entryUnexpected");
  }
  if (isGapless && (count <= stored.length || balance === last.balanceAfter)) return whole;
  const lost = await findLost(tx, userId, stored, Math.max(count, last.number));
  const entries = [...stored, ...lost].sort((a, b) => a.number - b.number);
  let before = 0;
  for (const entry of entries) {
    if (lost.includes(entry)) entry.balanceAfter = before + entry.amount;
    if (entry.balanceAfter !== before + entry.amount) throw unsure("entryMissing");
    before = entry.balanceAfter;
  }
  const end = entries.at(-1)?.number ?? 0;
  const isCounted = count === entries.length || count === end;
  if (before !== balance || !isCounted) throw unsure("entryMissing");
  return { entries, lost, skipped: end !== entries.length };
}

/** The entries that payments and refunds name, and that are not there. */
async function findLost(
  tx: Transaction,
  userId: string,
  stored: readonly Entry[],
  upTo: number,
): Promise<Entry[]> {
  const numbers = new Set(stored.map(({ number }) => number));
  const where = { userId, entryNumber: { lte: upTo } };
  const payments = await tx.payment.findMany({ where });
  const refunds = await tx.refund.findMany({ where });
  return [
    ...payments.map(({ amount, paidAt, entryNumber, orderId }) => ({
      ...{ kind: "PAYMENT", number: entryNumber ?? 0, orderId },
      ...{ amount: -Number(amount), balanceAfter: 0, createdAt: paidAt },
    })),
    ...refunds.map(({ amount, refundedAt, entryNumber, orderId }) => ({
      ...{ kind: "REFUND", number: entryNumber ?? 0, orderId },
      ...{ amount: Number(amount), balanceAfter: 0, createdAt: refundedAt },
    })),
  ].filter(({ number }) => !numbers.has(number));
}

/**
 * Gives the entries the numbers 1, 2, 3 …, and tells them to payments and refunds. Those point at an
 * entry that is there at every moment, and no two entries are of one order: so each becomes a plain
 * copy first.
 */
async function renumber({ tx, subjectId: userId, tell }: Repairing): Promise<void> {
  const stored = await tx.ledgerEntry.findMany({ where: { userId }, orderBy: { number: "asc" } });
  const first = stored.findIndex((entry, i) => entry.number !== i + 1);
  for (const [i, entry] of stored.entries()) {
    const [from, to] = [entry.number, i + 1];
    if (from === to) continue;
    const { kind, orderId } = entry;
    const plain = { ...entry, number: to, kind: "ADJUSTMENT", orderId: null };
    await tx.ledgerEntry.create({ data: plain });
    const named = { where: { userId, entryNumber: from }, data: { entryNumber: to } };
    await tx.payment.updateMany(named);
    await tx.refund.updateMany(named);
    await tx.ledgerEntry.delete({ where: { userId_number: { userId, number: from } } });
    const where = { userId_number: { userId, number: to } };
    await tx.ledgerEntry.update({ where, data: { kind, orderId } });
  }
  tell("numbersFrom", stored[first]?.number ?? null, first + 1);
}

/**
 * The true amount of an entry after which the balance is not what it was before plus the amount:
 * either the amount was changed, or the balance before it.
 */
async function amountOf(repairing: Repairing, entry: Entry, jump: number): Promise<number> {
  const candidates = [entry.amount, entry.amount + jump];
  // The first entry makes the account, so there was no balance before it.
  const told =
    entry.number === 1 ? entry.balanceAfter : await toldElsewhere(repairing, entry, jump);
  if (told === undefined || !candidates.includes(told)) throw unsure("amountUnknown");
  return told;
}

async function toldElsewhere(
  { tx, subjectId: userId }: Repairing,
  { kind, number, amount, createdAt }: Entry,
  jump: number,
): Promise<number | undefined> {
  const where = { userId_entryNumber: { userId, entryNumber: number } };
  if (kind === "PAYMENT") {
    const payment = await tx.payment.findUnique({ where });
    return payment ? -Number(payment.amount) : undefined;
  }
  if (kind === "REFUND") {
    const refund = await tx.refund.findUnique({ where });
    return refund ? Number(refund.amount) : undefined;
  }
  if (kind === "ADJUSTMENT") {
    const audits = await tx.auditEntry.findMany({
      where: { action: "user.adjustBalance", subjectType: "user", subjectId: userId },
    });
    for (const audit of audits) {
      const [before, after] = [audit.before, audit.after] as { balance: number; entry?: number }[];
      if (before && after?.entry === number) return after.balance - before.balance;
    }
    return undefined;
  }
  // The answer to a charge is kept for a day, with a hash of what was asked for.
  const hashOf = (charged: number) =>
    keyOf({ userId, key: "", operation: "chargeBalance", input: { amount: charged } })
      .request_hash ?? "";
  const asked = [amount, amount + jump];
  const kept = await tx.idempotencyRecord.findMany({
    where: {
      userId,
      requestHash: { in: asked.map(hashOf) },
      response: { contains: createdAt.toISOString() },
    },
  });
  const told = asked.filter((one) => kept.some(({ requestHash }) => requestHash === hashOf(one)));
  return told.length === 1 ? told[0] : undefined;
}
