import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "@sunchak/db";
import { AUTH_SECRET } from "./servers.ts";

/** A bearer token like that of a sign-in. */
const bearerOf = (token: string): string =>
  `Bearer ${token}.${createHmac("sha256", AUTH_SECRET).update(token).digest("base64")}`;

const HOURS_4_MS = 4 * 3_600_000;

/** Signs users in, without their passwords, for four hours. @returns a bearer token for each. */
export async function signIn({ client }: Database, userIds: string[]): Promise<string[]> {
  const expiresAt = new Date(Date.now() + HOURS_4_MS);
  const sessions = userIds.map((userId) => {
    const token = randomBytes(16).toString("hex");
    return { id: token, token, userId, expiresAt };
  });
  await client.session.createMany({ data: sessions });
  return sessions.map(({ token }) => bearerOf(token));
}
