import { Prisma, type Transaction } from "@sunchak/db";
import type { ledgerKinds } from "./schema.ts";

/** A change of a balance, with the ledger number that the same statement gave it. */
interface Moved {
  balance: bigint;
  entryCount: number;
}

interface Cause {
  kind: (typeof ledgerKinds)[number];
  createdAt: Date;
  orderId?: string;
  reason?: string;
}

/**
 * Adds won to a balance and an entry to the ledger; creates the account when there is none.
 * @param move.limit the balance that must not be exceeded, in won; none for refunds.
 * @returns the balance after and the entry's number; null when the limit would be exceeded, and
 * nothing has changed then.
 */
export async function creditAccount(
  tx: Transaction,
  move: { userId: string; amount: number; limit?: number } & Cause,
): Promise<{ balance: number; number: number } | null> {
  const { userId, limit } = move;
  if (limit !== undefined && move.amount > limit) return null;
  const within =
    limit === undefined
      ? Prisma.empty
      : Prisma.sql`WHERE accounts.balance + excluded.balance <= ${BigInt(limit)}`;
  const [moved] = await tx.$queryRaw<Moved[]>`
    INSERT INTO accounts (user_id, balance, entry_count)
    VALUES (${userId}, ${BigInt(move.amount)}, 1)
    ON CONFLICT (user_id) DO UPDATE
    SET balance = accounts.balance + excluded.balance, entry_count = accounts.entry_count + 1
    ${within}
    RETURNING balance, entry_count AS "entryCount"`;
  return moved ? recordEntry(tx, move, move.amount, moved) : null;
}

/**
 * Takes won from a balance and adds an entry to the ledger.
 * @returns the balance after and the entry's number; null when the balance is too low, and nothing
 * has changed then.
 */
export async function debitAccount(
  tx: Transaction,
  move: { userId: string; amount: number } & Cause,
): Promise<{ balance: number; number: number } | null> {
  const [moved] = await tx.account.updateManyAndReturn({
    where: { userId: move.userId, balance: { gte: move.amount } },
    data: { balance: { decrement: move.amount }, entryCount: { increment: 1 } },
    select: { balance: true, entryCount: true },
  });
  return moved ? recordEntry(tx, move, -move.amount, moved) : null;
}

async function recordEntry(
  tx: Transaction,
  { userId, kind, createdAt, orderId, reason }: { userId: string } & Cause,
  amount: number,
  moved: Moved,
): Promise<{ balance: number; number: number }> {
  const number = Number(moved.entryCount);
  await tx.ledgerEntry.create({
    data: { userId, number, kind, amount, balanceAfter: moved.balance, orderId, reason, createdAt },
  });
  return { balance: Number(moved.balance), number };
}
