import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { DomainError } from "../errors.ts";
import { queueMessage } from "../message/queue-message.ts";
import { keepAnOwner } from "../user/guard-staff.ts";
import { requirePassword } from "../user/require-password.ts";
import { isStaff, type StaffRole } from "../user/roles.ts";
import type { Acting } from "../user/schema.ts";
import type { ContentLanguage } from "../values.ts";
import { linkAt } from "./schema.ts";
import { storeLink, unused } from "./store-link.ts";

interface Invite {
  email: string;
  role: StaffRole;
  token: string;
  language: ContentLanguage;
  reason: string;
}

/**
 * Invites somebody to the staff, with or without an account at the shop. The link goes to them by
 * mail when the shop sends mail; either way, the inviter has the token. An earlier invitation to the
 * same email is revoked.
 * @returns isMailed: whether a mail is on its way.
 * @throws DomainError FORBIDDEN | PASSWORD_REQUIRED | ALREADY_STAFF
 */
export async function invite(
  deps: Pick<Deps, "db" | "clock" | "mail" | "config">,
  asked: Acting & Invite,
): Promise<{ id: string; expiresAt: string; isMailed: boolean }> {
  const { actorId, sessionId, role, token, language, reason } = asked;
  const email = asked.email.toLowerCase();
  const isMailed = deps.mail !== undefined;
  const call = { action: "team.invite", subjectType: "team", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId });
    await keepAnOwner(tx, { ...asked, id: actorId, call: "team.invite", leaves: false });
    const known = await tx.user.findUnique({ where: { email } });
    if (known && isStaff(known.role)) {
      throw new DomainError("ALREADY_STAFF", "They are on the team already.");
    }
    await tx.staffLink.updateMany({
      where: { email, purpose: "INVITATION", ...unused },
      data: { revokedAt: deps.clock.now() },
    });
    const link = { purpose: "INVITATION", token, email, role, createdById: actorId } as const;
    const { id, expiresAt } = await storeLink(tx, deps, link);
    if (isMailed) {
      const inviter = await tx.user.findUniqueOrThrow({ where: { id: actorId } });
      await queueMessage(tx, deps, {
        channel: "MAIL",
        kind: "invitation",
        recipient: email,
        language,
        data: { inviter: inviter.name },
        secret: linkAt(deps.config.adminUrl, { purpose: "INVITATION", language, token }),
      });
    }
    record({ subjectId: id, after: { email, role } });
    return { id, expiresAt, isMailed };
  });
}
