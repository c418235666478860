import { audited } from "../audit/audited.ts";
import type { Deps } from "../deps.ts";
import { notFound } from "../errors.ts";
import { isId } from "../ids.ts";
import { refuseSelf } from "./guard-staff.ts";
import { requirePassword } from "./require-password.ts";
import type { Acting } from "./schema.ts";

/**
 * Takes away the second factor that a member of the staff has lost, and ends all their sessions.
 * @param asked.actorId null for a command that an operator runs.
 * @throws DomainError NOT_FOUND when the user has none | FORBIDDEN_ON_SELF | PASSWORD_REQUIRED
 */
export async function resetSecondFactor(
  deps: Pick<Deps, "db" | "clock">,
  asked: Omit<Acting, "actorId"> & { actorId: string | null; id: string; reason: string },
): Promise<{ id: string }> {
  const { actorId, sessionId, id, reason } = asked;
  if (!isId(id)) throw notFound("user");
  if (actorId !== null) refuseSelf(actorId, id);
  const call = { action: "user.resetSecondFactor", subjectType: "user", reason } as const;
  return audited(deps, asked, call, async (tx, record) => {
    await requirePassword(tx, deps, { sessionId });
    const { count } = await tx.secondFactor.deleteMany({ where: { userId: id } });
    if (count === 0) throw notFound("second factor");
    await tx.session.deleteMany({ where: { userId: id } });
    record({ subjectId: id });
    return { id };
  });
}

/** Whether sign-in to the admin app asks a user for a second factor. */
export async function hasSecondFactor({ db }: Pick<Deps, "db">, userId: string): Promise<boolean> {
  const where = { userId, confirmedAt: { not: null } };
  return (await db.client.secondFactor.count({ where })) > 0;
}
