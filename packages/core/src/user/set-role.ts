import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { keepAnOwner, refuseSelf } from "./guard-staff.ts";
import { requirePassword } from "./require-password.ts";
import { isStaff, type UserRole } from "./roles.ts";
import type { Acting } from "./schema.ts";

/**
 * Gives a user another role. Who leaves the staff is signed out everywhere. Who joins it still
 * has to sign in to the admin app, with a password that is strong enough for it.
 * @throws DomainError NOT_FOUND | FORBIDDEN | FORBIDDEN_ON_SELF | LAST_OWNER | PASSWORD_REQUIRED
 */
export async function setRole(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string; role: UserRole; reason: string },
): Promise<{ id: string; role: UserRole }> {
  const { actorId, sessionId, id, role, reason } = asked;
  if (!isId(id)) throw notFound("user");
  refuseSelf(actorId, id);
  const call = { action: "user.setRole", subjectType: "user", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId });
    const leaves = role !== "owner";
    await keepAnOwner(tx, { ...asked, call: "user.setRole", leaves });
    const user = await tx.user.findUnique({ where: { id } });
    if (!user) throw notFound("user");
    const { count } = await tx.user.updateMany({
      where: { id, role: { not: role } },
      data: { role, updatedAt: deps.clock.now() },
    });
    if (count === 0) return { id, role };
    if (!isStaff(role)) await tx.session.deleteMany({ where: { userId: id } });
    record({ subjectId: id, before: { role: user.role }, after: { role } });
    return { id, role };
  });
}
