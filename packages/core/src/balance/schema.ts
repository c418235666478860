import { z } from "zod";
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
