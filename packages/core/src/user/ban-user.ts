import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { keepAnAdmin, refuseSelf } from "./guard-admins.ts";
import { requirePassword } from "./require-password.ts";
import type { Acting } from "./schema.ts";

/**
 * Bans a user and ends all their sessions with it.
 * @throws DomainError NOT_FOUND | FORBIDDEN_ON_SELF | LAST_ADMIN, and PASSWORD_REQUIRED for an
 * admin
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
    if (await keepAnAdmin(tx, id)) await requirePassword(tx, deps, { sessionId });
    const { count } = await tx.user.updateMany({
      where: { id, banned: false },
      data: { banned: true, banReason: reason, banExpires: null, updatedAt: deps.clock.now() },
    });
    if (count > 0) {
      record({ subjectId: id, before: { banned: false }, after: { banned: true } });
    } else if (!(await tx.user.findUnique({ where: { id } }))) {
      throw notFound("user");
    }
    await tx.session.deleteMany({ where: { userId: id } });
    return { id, banned: true };
  });
}
