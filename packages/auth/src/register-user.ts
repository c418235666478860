import { randomUUID } from "node:crypto";
import type { UserRole } from "@sunchak/core/schema";
import { type Database, searchName } from "@sunchak/db";
import { hashPassword } from "better-auth/crypto";

/**
 * Makes a user who can sign in with this password, in one transaction: for the seed, for operators,
 * who make the first owner by it, and for who is invited.
 * @throws when the email is taken.
 */
export async function registerUser(
  db: Pick<Database, "transaction">,
  user: {
    id?: string;
    email: string;
    password: string;
    name: string;
    role: UserRole;
    createdAt?: Date;
  },
): Promise<{ id: string }> {
  const { id = randomUUID() } = user;
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
