import { z } from "zod";
import { cursorPageInput } from "../paging.ts";
import { idempotencyKey, instant, reasonText, won } from "../values.ts";

export const CHARGE_MIN = 1_000;
export const CHARGE_MAX = 1_000_000;

export const chargeBalanceInput = z.strictObject({
  /** Won. */
  amount: z.int().min(CHARGE_MIN).max(CHARGE_MAX),
  idempotencyKey: idempotencyKey.optional(),
});

export const balanceOutput = z.object({ balance: won });
export const chargeOutput = z.object({ balance: won, chargedAt: instant });

export const ledgerKinds = ["CHARGE", "PAYMENT", "REFUND", "ADJUSTMENT"] as const;

export const ledgerEntryOutput = z.object({
  /** 1, 2, 3… within the account. */
  number: z.int(),
  kind: z.enum(ledgerKinds),
  /** Won, negative when it left the balance. */
  amount: z.int(),
  balanceAfter: won,
  createdAt: instant,
  orderId: z.string().nullable(),
  reason: z.string().nullable(),
});

export type LedgerEntry = z.output<typeof ledgerEntryOutput>;

/** A month in Seoul, `YYYY-MM`. */
export const ledgerMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

const ledgerFilter = { kind: z.enum(ledgerKinds).optional(), month: ledgerMonth.optional() };
export const listHistoryInput = cursorPageInput.extend(ledgerFilter);
export const byMonth = z.strictObject({ month: ledgerMonth });
const ledgerFilterInput = z.strictObject(ledgerFilter);
export type LedgerFilter = z.output<typeof ledgerFilterInput>;

/** The most entries that a statement shows; its file has all. */
export const STATEMENT_ENTRIES_MAX = 500;

export interface StatementEntry extends LedgerEntry {
  orderNumber: string | null;
}

/** A month of a shopper's ledger. Amounts are won. */
export interface Statement {
  /** In Seoul, `YYYY-MM`. */
  month: string;
  /** The balance before its first entry and after its last; their difference is the sum of all. */
  opening: number;
  closing: number;
  /** By kind, without those that it has none of. */
  sums: { kind: LedgerEntry["kind"]; count: number; amount: number }[];
  /** The oldest first; at most {@link STATEMENT_ENTRIES_MAX}. */
  entries: StatementEntry[];
  entryCount: number;
  madeAt: string;
  /** False when entries may still be added. */
  isOver: boolean;
}

/** The most that one adjustment may add or take, in won. */
const ADJUSTMENT_MAX = 1_000_000_000;

export const adjustBalanceInput = z.strictObject({
  /** The shopper's id. */
  id: z.string(),
  /** Won, negative to take away. */
  amount: z
    .int()
    .min(-ADJUSTMENT_MAX)
    .max(ADJUSTMENT_MAX)
    .refine((amount) => amount !== 0, "must not be 0"),
  reason: reasonText,
});

export type AdjustBalance = z.output<typeof adjustBalanceInput>;
export interface AdjustedBalance {
  /** Won, after the adjustment. */
  balance: number;
  /** The number of the ledger entry. */
  number: number;
  adjustedAt: string;
}
