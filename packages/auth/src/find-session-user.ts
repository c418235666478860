import type { Database } from "@sunchak/db";

export const roles = ["user", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who makes a call. */
export interface SessionUser {
  id: string;
  name: string;
  email: string;
  role: Role;
}

type Row = Omit<SessionUser, "role"> & { role: string };

/**
 * The user of a session that has neither ended nor expired and who is not banned, by one query.
 * Nothing is cached: a sign-out, a ban and a changed role hold from the next call on.
 */
export async function findSessionUser(
  db: Pick<Database, "client">,
  token: string,
  now: Date,
): Promise<SessionUser | null> {
  const found = await db.client.$queryRaw<Row[]>`
    SELECT u.id, u.name, u.email, u.role
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token = ${token} AND s.expires_at > ${now}
      AND (u.banned = ${false} OR (u.ban_expires IS NOT NULL AND u.ban_expires <= ${now}))`;
  const row = found[0];
  if (!row) return null;
  // A role that this version does not know grants nothing.
  return { ...row, role: roles.find((role) => role === row.role) ?? "user" };
}
