import { type Database, together } from "@sunchak/db";

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
 * Looks up the user of a session that has neither ended nor expired and who is not banned; null
 * when there is none. Nothing is cached: a sign-out, a ban and a changed role hold from the next
 * call on.
 */
export type FindSessionUser = (token: string) => Promise<SessionUser | null>;

export function createSessionLookup(
  db: Pick<Database, "client" | "postgresql">,
  clock: { now(): Date },
): FindSessionUser {
  const { client, postgresql } = db;
  if (postgresql) {
    const find = findTogether(clock);
    return (token) => find(postgresql, token);
  }
  return async (token) => {
    const now = clock.now();
    const [row] = await client.$queryRaw<Row[]>`
      SELECT u.id, u.name, u.email, u.role
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.token = ${token} AND s.expires_at > ${now}
        AND (u.banned = ${false} OR (u.ban_expires IS NOT NULL AND u.ban_expires <= ${now}))`;
    return row ? withKnownRole(row) : null;
  };
}

/** (The LIMIT changes nothing: it tells the planner that the tokens are few.) */
const sessionUsers = `
SELECT s.token, u.id, u.name, u.email, u.role
FROM (SELECT unnest($1::text[]) AS token LIMIT cardinality($1)) given
JOIN sessions s ON s.token = given.token JOIN users u ON u.id = s.user_id
WHERE s.expires_at > $2::text::timestamp AND (NOT u.banned OR u.ban_expires <= $2::text::timestamp)`;

const findTogether = (clock: { now(): Date }) =>
  together<string, SessionUser | null>(async (postgresql, tokens) => {
    const rows = await postgresql.read<Row & { token: string }>(sessionUsers, () => [
      tokens,
      clock.now().toISOString(),
    ]);
    const found = new Map(rows.map(({ token, ...row }) => [token, withKnownRole(row)]));
    return tokens.map((token) => found.get(token) ?? null);
  });

/** A role that this version does not know grants nothing. */
const withKnownRole = (row: Row): SessionUser => ({
  ...row,
  role: roles.find((role) => role === row.role) ?? "user",
});
