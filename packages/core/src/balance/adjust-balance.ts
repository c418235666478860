import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError, notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { refuseSelf, requireRoleForMuch } from "../user/guard-staff.ts";
import { requirePassword } from "../user/require-password.ts";
import type { Acting } from "../user/schema.ts";
import { readBalance } from "./get-balance.ts";
import { creditAccount, debitAccount } from "./move-balance.ts";
import type { AdjustBalance, AdjustedBalance } from "./schema.ts";

/**
 * Adds to a shopper's balance or takes from it, with a reason that the shopper sees, too.
 * @throws DomainError NOT_FOUND | FORBIDDEN | FORBIDDEN_ON_SELF | BALANCE_LIMIT_EXCEEDED | INSUFFICIENT_BALANCE |
 *   PASSWORD_REQUIRED | IDEMPOTENCY_KEY_REUSED
 */
export async function adjustBalance(
  deps: Pick<Deps, "db" | "clock" | "config">,
  asked: AdjustBalance & Acting,
): Promise<AdjustedBalance> {
  const { actorId, sessionId, id, amount, reason } = asked;
  refuseSelf(actorId, id);
  requireRoleForMuch(asked, "user.adjustBalanceMuch", Math.abs(amount));
  const user = isId(id) ? await deps.db.client.user.findUnique({ where: { id } }) : null;
  if (!user) throw notFound("user");
  const call = { action: "user.adjustBalance", subjectType: "user", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId, won: Math.abs(amount) });
    const createdAt = deps.clock.now();
    const cause = { userId: id, kind: "ADJUSTMENT", createdAt, reason } as const;
    const limit = deps.config.maxBalance;
    const moved =
      amount > 0
        ? await creditAccount(tx, { ...cause, amount, limit })
        : await debitAccount(tx, { ...cause, amount: -amount });
    if (!moved && amount > 0) {
      throw new DomainError(
        "BALANCE_LIMIT_EXCEEDED",
        `The balance cannot exceed ${limit} won. Nothing was adjusted.`,
        { maxBalance: limit },
      );
    }
    if (!moved) {
      const balance = await readBalance(tx, id);
      throw new DomainError("INSUFFICIENT_BALANCE", "The balance cannot go below 0.", {
        balance,
        total: -amount,
        shortBy: -amount - balance,
      });
    }
    record({
      subjectId: id,
      before: { balance: moved.balance - amount },
      after: { balance: moved.balance, entry: moved.number },
    });
    return { balance: moved.balance, number: moved.number, adjustedAt: createdAt.toISOString() };
  });
}
