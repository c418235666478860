import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { requireRole } from "./guard-staff.ts";
import { requirePassword } from "./require-password.ts";
import { isStaff } from "./roles.ts";
import type { Acting } from "./schema.ts";

/**
 * Lets a banned user sign in again.
 * @throws DomainError NOT_FOUND; for one of the staff also FORBIDDEN | PASSWORD_REQUIRED
 */
export async function unbanUser(
  deps: Pick<Deps, "db" | "clock">,
  asked: Acting & { id: string },
): Promise<{ id: string; banned: false }> {
  const { sessionId, id } = asked;
  if (!isId(id)) throw notFound("user");
  const call = { action: "user.unban", subjectType: "user" } as const;
  return audited(deps, asked, call, async (tx, record) => {
    const [user] = await tx.user.updateManyAndReturn({
      where: { id, banned: true },
      data: { banned: false, banReason: null, banExpires: null, updatedAt: deps.clock.now() },
    });
    if (user) {
      if (isStaff(user.role)) {
        requireRole(asked, "user.banStaff");
        await requirePassword(tx, deps, { sessionId });
      }
      record({ subjectId: id, before: { banned: true }, after: { banned: false } });
    } else if (!(await tx.user.findUnique({ where: { id } }))) {
      throw notFound("user");
    }
    return { id, banned: false };
  });
}
