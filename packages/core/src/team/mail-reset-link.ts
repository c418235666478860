import type { Deps } from "../deps.ts";
import { queueMessage } from "../message/queue-message.ts";
import { staffRoles } from "../user/roles.ts";
import type { ContentLanguage } from "../values.ts";
import { linkAt, newLinkToken } from "./schema.ts";
import { storeLink } from "./store-link.ts";

/** Nobody's mailbox can be filled by asking for links: the next one is sent this much later. */
const PAUSE_MS = 5 * 60_000;

/**
 * Mails a link for a new password to a member of the staff who asked for it. Nothing happens for
 * anybody else, and for who got one a moment ago.
 */
export async function mailResetLink(
  deps: Pick<Deps, "db" | "clock" | "config">,
  asked: { email: string; language: ContentLanguage },
): Promise<void> {
  const { language } = asked;
  const email = asked.email.toLowerCase();
  await deps.db.transaction(async (tx) => {
    // Its lock makes several who ask at once wait for each other.
    const where = { email, banned: false, role: { in: [...staffRoles] } };
    const { count } = await tx.user.updateMany({ where, data: { email } });
    const since = new Date(deps.clock.now().getTime() - PAUSE_MS);
    const own = { email, purpose: "PASSWORD", createdById: null } as const;
    const recent = await tx.staffLink.count({ where: { ...own, createdAt: { gt: since } } });
    if (count === 0 || recent > 0) return;
    const token = newLinkToken();
    await storeLink(tx, deps, { ...own, token });
    await queueMessage(tx, deps, {
      channel: "MAIL",
      kind: "passwordReset",
      recipient: email,
      language,
      data: {},
      secret: linkAt(deps.config.adminUrl, { purpose: "PASSWORD", language, token }),
    });
  });
}
