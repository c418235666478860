import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { idempotently } from "../idempotency/idempotently.ts";
import { creditAccount } from "./move-balance.ts";

/**
 * Adds `amount` won to a shopper's balance.
 * @returns the balance after, in won, and when.
 * @throws DomainError BALANCE_LIMIT_EXCEEDED | IDEMPOTENCY_KEY_REUSED
 */
export async function chargeBalance(
  deps: Pick<Deps, "db" | "clock" | "config">,
  { userId, amount, idempotencyKey }: { userId: string; amount: number; idempotencyKey?: string },
): Promise<{ balance: number; chargedAt: string }> {
  const call = { userId, key: idempotencyKey, operation: "chargeBalance", input: { amount } };
  return idempotently(deps, call, async (tx) => {
    const createdAt = deps.clock.now();
    const limit = deps.config.maxBalance;
    const charged = await creditAccount(tx, { userId, amount, limit, kind: "CHARGE", createdAt });
    if (!charged) {
      throw new DomainError(
        "BALANCE_LIMIT_EXCEEDED",
        `The balance cannot exceed ${limit} won. Nothing was added.`,
        { maxBalance: limit },
      );
    }
    return { balance: charged.balance, chargedAt: createdAt.toISOString() };
  });
}
