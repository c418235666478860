import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { type Acting, PASSWORD_COUNTS_MINUTES, WON_BOUND } from "./schema.ts";

/**
 * Makes sure that an admin gave their password in this session within the last
 * {@link PASSWORD_COUNTS_MINUTES}, or that the change is too small to need it. The transaction of
 * each small change adds to a sum, so that many of them cannot get around the limit.
 * @param change.won the won that it moves, either way; left out when it always needs the password.
 * @throws DomainError PASSWORD_REQUIRED
 */
export async function requirePassword(
  tx: Transaction,
  deps: Pick<Deps, "clock">,
  { sessionId: id, won }: Pick<Acting, "sessionId"> & { won?: number },
): Promise<void> {
  if (id === undefined) return;
  const since = new Date(deps.clock.now().getTime() - PASSWORD_COUNTS_MINUTES * 60_000);
  const fresh = await tx.session.count({ where: { id, passwordGivenAt: { gt: since } } });
  if (fresh > 0) return;
  if (won !== undefined) {
    const { count } = await tx.session.updateMany({
      where: {
        id,
        passwordGivenAt: { not: null },
        wonWithoutPassword: { lte: WON_BOUND - won },
      },
      data: { wonWithoutPassword: { increment: won } },
    });
    if (count > 0) return;
  }
  throw new DomainError("PASSWORD_REQUIRED", "Confirm your password first.");
}
