import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { keepAnAdmin, refuseSelf } from "./guard-admins.ts";
import { requirePassword } from "./require-password.ts";
import type { Acting, UserRole } from "./schema.ts";

/**
 * Makes a user an admin or a shopper. A former admin is signed out everywhere. A new admin still
 * has to sign in to the admin app, with a password that is strong enough for it.
 * @throws DomainError NOT_FOUND | FORBIDDEN_ON_SELF | LAST_ADMIN | PASSWORD_REQUIRED
 */
export async function setRole(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string; role: UserRole },
): Promise<{ id: string; role: UserRole }> {
  const { actorId, sessionId, id, role } = asked;
  if (!isId(id)) throw notFound("user");
  refuseSelf(actorId, id);
  const call = { action: "user.setRole", subjectType: "user" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId });
    if (role !== "admin") await keepAnAdmin(tx, id);
    const user = await tx.user.findUnique({ where: { id } });
    if (!user) throw notFound("user");
    const { count } = await tx.user.updateMany({
      where: { id, role: { not: role } },
      data: { role, updatedAt: deps.clock.now() },
    });
    if (count === 0) return { id, role };
    if (role !== "admin") await tx.session.deleteMany({ where: { userId: id } });
    record({ subjectId: id, before: { role: user.role }, after: { role } });
    return { id, role };
  });
}
