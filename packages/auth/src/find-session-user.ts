import type { Database, Postgresql } from "@sunchak/db";

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
  if (postgresql) return together((tokens) => findAll(postgresql, tokens, clock));
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

/**
 * Look-ups of one turn of the event loop share a query. None joins one that has begun, so every
 * answer is as fresh as by a query of its own.
 */
function together(find: (tokens: string[]) => Promise<Map<string, SessionUser>>): FindSessionUser {
  let next: { tokens: Set<string>; found: Promise<Map<string, SessionUser>> } | undefined;
  return async (token) => {
    if (!next) {
      const tokens = new Set<string>();
      const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        next = undefined;
        return find([...tokens]);
      });
      next = { tokens, found };
    }
    next.tokens.add(token);
    return (await next.found).get(token) ?? null;
  };
}

/** (The LIMIT changes nothing: it tells the planner that the tokens are few.) */
const sessionUsers = `
SELECT s.token, u.id, u.name, u.email, u.role
FROM (SELECT unnest($1::text[]) AS token LIMIT cardinality($1)) given
JOIN sessions s ON s.token = given.token JOIN users u ON u.id = s.user_id
WHERE s.expires_at > $2::text::timestamp AND (NOT u.banned OR u.ban_expires <= $2::text::timestamp)`;

async function findAll(postgresql: Postgresql, tokens: string[], clock: { now(): Date }) {
  const rows = await postgresql.query<Row & { token: string }>(sessionUsers, () => [
    tokens,
    clock.now().toISOString(),
  ]);
  return new Map(rows.map(({ token, ...row }) => [token, withKnownRole(row)]));
}

/** A role that this version does not know grants nothing. */
const withKnownRole = (row: Row): SessionUser => ({
  ...row,
  role: roles.find((role) => role === row.role) ?? "user",
});
