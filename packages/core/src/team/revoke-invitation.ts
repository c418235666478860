import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { keepAnOwner } from "../user/guard-staff.ts";
import { requirePassword } from "../user/require-password.ts";
import type { Acting } from "../user/schema.ts";
import { unused } from "./store-link.ts";

/**
 * Makes an invitation worthless.
 * @throws DomainError NOT_FOUND when it is unknown, used or revoked | FORBIDDEN | PASSWORD_REQUIRED
 */
export async function revokeInvitation(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string; reason: string },
): Promise<{ id: string }> {
  const { actorId, sessionId, id, reason } = asked;
  if (!isId(id)) throw notFound("invitation");
  const call = { action: "team.revokeInvitation", subjectType: "team", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId });
    await keepAnOwner(tx, { ...asked, id: actorId, call: "team.revokeInvitation", leaves: false });
    const [link] = await tx.staffLink.updateManyAndReturn({
      where: { id, purpose: "INVITATION", ...unused },
      data: { revokedAt: deps.clock.now() },
    });
    if (!link) throw notFound("invitation");
    record({ subjectId: id, before: { email: link.email, role: link.role } });
    return { id };
  });
}
