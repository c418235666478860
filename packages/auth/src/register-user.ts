import { randomUUID } from "node:crypto";
import type { UserRole } from "@sunchak/core/schema";
import { type Database, searchName } from "@sunchak/db";
import { hashPassword } from "better-auth/crypto";

/**
 * Makes a user who can sign in with this password, in one transaction. For the seed and for
 * operators: it is the only way to make the first admin, and no request reaches it.
 * @throws when the email is taken.
 */
export async function registerUser(
  db: Pick<Database, "transaction">,
  user: { email: string; password: string; name: string; role: UserRole; createdAt?: Date },
): Promise<{ id: string }> {
  const id = randomUUID();
  const password = await hashPassword(user.password);
  const createdAt = user.createdAt ?? new Date();
  const times = { createdAt, updatedAt: createdAt };
  await db.transaction(async (tx) => {
    const email = user.email.toLowerCase();
    const { name, role } = user;
    await tx.user.create({
      data: { id, email, name, searchName: searchName(name), role, ...times },
    });
    await tx.authAccount.create({
      data: {
        id: randomUUID(),
        userId: id,
        accountId: id,
        providerId: "credential",
        password,
        ...times,
      },
    });
  });
  return { id };
}
