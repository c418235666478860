import { type UserRole, userRoles } from "@sunchak/core/schema";
import { batched, type Database } from "@sunchak/db";

/** Who makes a call. */
export interface SessionUser {
  id: string;
  name: string;
  email: string;
  role: UserRole;
}

export interface Session {
  id: string;
  /** Whether the session began in the admin app, with a password strong enough for an admin. */
  isOfAdminApp: boolean;
  user: SessionUser;
}

interface Row {
  session_id: string;
  /** A number on SQLite. */
  is_of_admin_app: boolean | bigint;
  id: string;
  name: string;
  email: string;
  role: string;
}

/**
 * Looks up a session that has neither ended nor expired and whose user is not banned; null when
 * there is none. Nothing is cached: a sign-out, a ban and a changed role hold from the next call.
 */
export type FindSession = (token: string) => Promise<Session | null>;

export function createSessionLookup(
  { postgresql, sqlite }: Database,
  clock: { now(): Date },
): FindSession {
  if (postgresql) {
    const find = findBatched(clock);
    return (token) => find(postgresql, token);
  }
  return async (token) => {
    const now = clock.now();
    const [row] = await sqlite.read(
      ({ all }) => all<Row>`
      SELECT s.id AS session_id, s.password_given_at IS NOT NULL AS is_of_admin_app,
        u.id, u.name, u.email, u.role
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.token = ${token} AND s.expires_at > ${now}
        AND (u.banned = ${false} OR (u.ban_expires IS NOT NULL AND u.ban_expires <= ${now}))`,
    );
    return row ? toSession(row) : null;
  };
}

/** (The LIMIT does not change the result: it tells the planner that there are few tokens.) */
const sessionsOfTokens = `
SELECT s.token, s.id AS session_id, s.password_given_at IS NOT NULL AS is_of_admin_app,
  u.id, u.name, u.email, u.role
FROM (SELECT unnest($1::text[]) AS token LIMIT cardinality($1)) given
JOIN sessions s ON s.token = given.token JOIN users u ON u.id = s.user_id
WHERE s.expires_at > $2::text::timestamp AND (NOT u.banned OR u.ban_expires <= $2::text::timestamp)`;

const findBatched = (clock: { now(): Date }) =>
  batched<string, Session | null>(async (postgresql, tokens) => {
    const rows = await postgresql.read<Row & { token: string }>(sessionsOfTokens, () => [
      tokens,
      clock.now().toISOString(),
    ]);
    const found = new Map(rows.map((row) => [row.token, toSession(row)]));
    return tokens.map((token) => found.get(token) ?? null);
  });

const toSession = ({ session_id, is_of_admin_app, id, name, email, role }: Row): Session => ({
  id: session_id,
  isOfAdminApp: Boolean(is_of_admin_app),
  // A role that this version does not know grants nothing.
  user: { id, name, email, role: userRoles.find((known) => known === role) ?? "user" },
});
