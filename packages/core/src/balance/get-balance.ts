import type { Deps } from "../deps.ts";

/**
 * A shopper's balance in won, 0 before the first charge, and the most that a charge may raise it
 * to. Reading creates no account.
 */
export async function getBalance(
  deps: Pick<Deps, "db" | "config">,
  { userId }: { userId: string },
): Promise<{ balance: number; maxBalance: number }> {
  const balance = await readBalance(deps.db.client, userId);
  return { balance, maxBalance: deps.config.maxBalance };
}

export async function readBalance(
  client: Pick<Deps["db"]["client"], "account">,
  userId: string,
): Promise<number> {
  const account = await client.account.findUnique({ where: { userId } });
  return Number(account?.balance ?? 0);
}
