import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { keepAnOwner, refuseSelf } from "../user/guard-staff.ts";
import { requirePassword } from "../user/require-password.ts";
import { isStaff } from "../user/roles.ts";
import type { Acting } from "../user/schema.ts";
import { storeLink } from "./store-link.ts";

/**
 * Makes a link by which a member of the staff who lost their password sets a new one.
 * @param asked.actorId null for a command that an operator runs.
 * @throws DomainError NOT_FOUND for who is not on the staff | FORBIDDEN | FORBIDDEN_ON_SELF |
 * PASSWORD_REQUIRED
 */
export async function makeResetLink(
  deps: Pick<Deps, "db" | "clock">,
  asked: Omit<Acting, "actorId"> & {
    actorId: string | null;
    id: string;
    token: string;
    reason: string;
  },
): Promise<{ expiresAt: string }> {
  const { actorId, sessionId, id, token, reason } = asked;
  if (!isId(id)) throw notFound("member");
  if (actorId !== null) refuseSelf(actorId, id);
  const call = { action: "user.makeResetLink", subjectType: "user", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId });
    if (actorId !== null) {
      await keepAnOwner(tx, { ...asked, actorId, call: "team.makeResetLink", leaves: false });
    }
    const user = await tx.user.findUnique({ where: { id } });
    if (!user || !isStaff(user.role)) throw notFound("member");
    const link = { purpose: "PASSWORD", token, email: user.email, createdById: actorId } as const;
    const { expiresAt } = await storeLink(tx, deps, link);
    record({ subjectId: id });
    return { expiresAt };
  });
}
