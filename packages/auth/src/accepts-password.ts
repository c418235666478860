import type { Database } from "@sunchak/db";
import { verifyPassword } from "better-auth/crypto";

/** Whether there is a user of this email who signs in with this password. */
export async function acceptsPassword(
  db: Pick<Database, "client">,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  const account = await db.client.authAccount.findFirst({
    where: { providerId: "credential", user: { email } },
  });
  return Boolean(account?.password && (await verifyPassword({ hash: account.password, password })));
}
