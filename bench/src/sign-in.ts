import { createHmac, randomBytes } from "node:crypto";
import type pg from "pg";
import { AUTH_SECRET } from "./servers.ts";

/** A bearer token like that of a sign-in. */
const bearerOf = (token: string): string =>
  `Bearer ${token}.${createHmac("sha256", AUTH_SECRET).update(token).digest("base64")}`;

/** Signs users in, without their passwords, for an hour. @returns a bearer token for each. */
export async function signIn(client: pg.Client, userIds: string[]): Promise<string[]> {
  const tokens = userIds.map(() => randomBytes(16).toString("hex"));
  await client.query(
    `INSERT INTO sessions (id, token, user_id, expires_at)
      SELECT token, token, user_id, now() AT TIME ZONE 'UTC' + interval '1 hour'
      FROM unnest($1::text[], $2::text[]) AS given (token, user_id)`,
    [tokens, userIds],
  );
  return tokens.map(bearerOf);
}
