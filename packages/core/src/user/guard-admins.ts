import type { Transaction } from "@sunchak/db";
import { DomainError } from "../errors.ts";

/** @throws DomainError FORBIDDEN_ON_SELF when an admin would change their own account. */
export function refuseSelf(actorId: string, id: string): void {
  if (actorId === id) {
    throw new DomainError(
      "FORBIDDEN_ON_SELF",
      "You cannot do this to your own account. Another admin can.",
    );
  }
}

/**
 * Makes sure that an admin is left when this user stops being one. It locks all admins' rows until
 * the transaction ends: when two admins demote each other, the second sees the first's change.
 * @returns whether the user is an admin now.
 * @throws DomainError LAST_ADMIN
 */
export async function keepAnAdmin(tx: Transaction, id: string): Promise<boolean> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    UPDATE users SET role = role WHERE role = 'admin' AND banned = ${false} RETURNING id`;
  const isAdmin = admins.some((admin) => admin.id === id);
  if (isAdmin && admins.length === 1) {
    throw new DomainError("LAST_ADMIN", "This is the last admin, and the shop needs one.");
  }
  return isAdmin;
}
