import type { Database } from "@sunchak/db";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { AuthRefusal } from "./auth-refusal.ts";

/** A user's password as it is stored. */
export interface StoredPassword {
  userId: string;
  hash: string;
}

type Stores = Pick<Database, "client">;

/** The password stored for an email; null when there is none. */
export async function findPassword(
  { client }: Stores,
  email: string,
): Promise<StoredPassword | null> {
  const account = await client.authAccount.findFirst({
    where: { providerId: "credential", user: { email: email.toLowerCase() } },
  });
  return account?.password ? { userId: account.userId, hash: account.password } : null;
}

/** Whether a password is the stored one. */
export const matches = ({ hash }: StoredPassword, password: string): Promise<boolean> =>
  verifyPassword({ hash, password });

export const wrongPassword = () => new AuthRefusal(400, "INVALID_PASSWORD", "Invalid password");

/**
 * The password stored for an email, which is this one.
 * @throws AuthRefusal INVALID_PASSWORD
 */
export async function checkPassword(
  db: Stores,
  email: string,
  password: string,
): Promise<StoredPassword> {
  const stored = await findPassword(db, email);
  if (!stored || !(await matches(stored, password))) throw wrongPassword();
  return stored;
}

/**
 * Whether the stored password is still this one. The update waits for a change that is under way. A
 * change that begins later ends all sessions that are stored by then.
 */
export async function isStill({ client }: Stores, { userId, hash }: StoredPassword) {
  const rows = await client.$executeRaw`
    UPDATE auth_accounts SET password = password
    WHERE user_id = ${userId} AND provider_id = 'credential' AND password = ${hash}`;
  return rows > 0;
}

/**
 * Replaces a stored password and ends all the user's sessions, in one transaction.
 * @returns false when it is not the stored one any more; then nothing was changed.
 */
export async function replacePassword(
  db: Pick<Database, "transaction">,
  { userId, hash }: StoredPassword,
  password: string,
): Promise<boolean> {
  const replacement = await hashPassword(password);
  return db.transaction(async (tx) => {
    // First, so that its lock makes a sign-in with the old password wait in `isStill`.
    const { count } = await tx.authAccount.updateMany({
      where: { userId, providerId: "credential", password: hash },
      data: { password: replacement },
    });
    if (count > 0) await tx.session.deleteMany({ where: { userId } });
    return count > 0;
  });
}
