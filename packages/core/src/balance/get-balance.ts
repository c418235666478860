import type { Deps } from "../deps.ts";

/** A shopper's balance in won: 0 before the first charge, and asking creates no account. */
export async function getBalance(
  deps: Pick<Deps, "db">,
  { userId }: { userId: string },
): Promise<{ balance: number }> {
  return { balance: await readBalance(deps.db.client, userId) };
}

export async function readBalance(
  client: Pick<Deps["db"]["client"], "account">,
  userId: string,
): Promise<number> {
  const account = await client.account.findUnique({ where: { userId } });
  return Number(account?.balance ?? 0);
}
