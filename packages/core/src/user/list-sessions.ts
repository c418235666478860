import type { Deps } from "../deps.ts";
import type { UserSession } from "./schema.ts";

/** The most sessions that are listed. */
const SESSIONS_MAX = 50;

/**
 * A user's own open sessions, in either app: the one that asks first, then the newest. Their tokens
 * are not in it, so that nobody who reads it can act in another session.
 */
export async function listSessions(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<{ items: UserSession[]; total: number }> {
  const where = { userId, expiresAt: { gt: clock.now() } };
  const [rows, own, total] = await Promise.all([
    db.client.session.findMany({
      where: { ...where, id: { not: sessionId } },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: SESSIONS_MAX,
    }),
    db.client.session.findMany({ where: { ...where, id: sessionId } }),
    db.client.session.count({ where }),
  ]);
  const items = [...own, ...rows].slice(0, SESSIONS_MAX).map((row) => ({
    id: row.id,
    isThis: row.id === sessionId,
    userAgent: row.userAgent,
    ipAddress: row.ipAddress,
    signedInAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
  return { items, total };
}
