import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { keepAnOwner, refuseSelf, requireRole } from "./guard-staff.ts";
import { requirePassword } from "./require-password.ts";
import { isStaff } from "./roles.ts";
import type { Acting } from "./schema.ts";

/**
 * Bans a user and ends all their sessions with it.
 * @throws DomainError NOT_FOUND | FORBIDDEN_ON_SELF; for one of the staff also FORBIDDEN | LAST_OWNER |
 * PASSWORD_REQUIRED
 */
export async function banUser(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string; reason: string },
): Promise<{ id: string; banned: true }> {
  const { actorId, sessionId, id, reason } = asked;
  if (!isId(id)) throw notFound("user");
  refuseSelf(actorId, id);
  const call = { action: "user.ban", subjectType: "user", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const known = await tx.user.findUnique({ where: { id }, select: { role: true } });
    // Before the last owner is looked for: who may not ban staff learns nothing of them.
    if (known && isStaff(known.role)) requireRole(asked, "user.banStaff");
    await keepAnOwner(tx, { ...asked, call: "user.banStaff", leaves: true });
    const [user] = await tx.user.updateManyAndReturn({
      where: { id, banned: false },
      data: { banned: true, banReason: reason, banExpires: null, updatedAt: deps.clock.now() },
    });
    if (user) {
      if (isStaff(user.role)) {
        requireRole(asked, "user.banStaff");
        await requirePassword(tx, deps, { sessionId });
      }
      record({ subjectId: id, before: { banned: false }, after: { banned: true } });
    } else if (!(await tx.user.findUnique({ where: { id } }))) {
      throw notFound("user");
    }
    await tx.session.deleteMany({ where: { userId: id } });
    return { id, banned: true };
  });
}
