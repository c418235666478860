import type { Transaction } from "@sunchak/db";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { type Acting, PASSWORD_COUNTS_MINUTES, WON_WITHOUT_PASSWORD } from "./schema.ts";

/**
 * Makes sure that an admin gave their password in this session within the last
 * {@link PASSWORD_COUNTS_MINUTES}, or moves so little that it takes none. Small changes are summed
 * up in the transaction of each, so that many of them are no way round the bound.
 * @param change.won that it moves, either way; left out for a change that always takes the password.
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
        wonWithoutPassword: { lte: WON_WITHOUT_PASSWORD - won },
      },
      data: { wonWithoutPassword: { increment: won } },
    });
    if (count > 0) return;
  }
  throw new DomainError("PASSWORD_REQUIRED", "Give your password again first.");
}
