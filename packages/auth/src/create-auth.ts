import { randomUUID } from "node:crypto";
import { type Database, searchName } from "@sunchak/db";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { admin, bearer } from "better-auth/plugins";
import { createSessionLookup, type SessionUser } from "./find-session-user.ts";
import { readSessionToken } from "./session-token.ts";

export const SESSION_SECONDS = 7 * 86_400;
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/** Where the host tells the client's address; clients' own value of it is never passed on. */
export const CLIENT_IP_HEADER = "x-sunchak-client-ip";

/**
 * Everything of the library that the shop does not offer. This is the second wall (exact paths
 * only, no wildcards); the first is the allow-list of the API's auth routes.
 */
const disabledPaths = [
  ..."callback/:id reset-password reset-password/:token request-password-reset ok error".split(" "),
  ..."sign-in/social verify-password verify-email send-verification-email change-email".split(" "),
  ..."update-user update-session delete-user delete-user/callback link-social".split(" "),
  ..."unlink-account list-accounts account-info refresh-token get-access-token".split(" "),
  ..."list-sessions revoke-session revoke-sessions revoke-other-sessions".split(" "),
  ..."admin/set-role admin/get-user admin/create-user admin/update-user".split(" "),
  ..."admin/list-users admin/list-user-sessions admin/unban-user admin/ban-user".split(" "),
  ..."admin/impersonate-user admin/stop-impersonating admin/revoke-user-session".split(" "),
  ..."admin/revoke-user-sessions admin/remove-user admin/set-user-password".split(" "),
  "admin/has-permission",
].map((path) => `/${path}`);

export interface AuthOptions {
  db: Database;
  clock: { now(): Date };
  /** The app's public origin. */
  origin: string;
  secret: string;
  cookiePrefix: "sunchak" | "sunchak-admin";
  /** Whether nobody but an admin may sign in, and nobody sign up; shoppers get no session. */
  adminsOnly?: boolean;
  onWarning(message: string): void;
}

export interface Auth {
  /** Answers `/api/auth/*`; it trusts its caller to have checked method, body, origin and rate. */
  handler(request: Request): Promise<Response>;
  /** Who a request's cookie or bearer token speaks for; null when nobody. */
  findUser(headers: Headers): Promise<SessionUser | null>;
}

/** Better Auth as the shop uses it: email and password, cookie or bearer token, nothing else. */
export function createAuth({
  db,
  clock,
  origin,
  secret,
  cookiePrefix,
  adminsOnly = false,
  onWarning,
}: AuthOptions): Auth {
  const secure = origin.startsWith("https://");
  const refuseShopper = async (userId: string) => {
    if (!adminsOnly) return;
    const user = await db.client.user.findUnique({ where: { id: userId } });
    if (user?.role === "admin") return;
    throw new APIError("FORBIDDEN", { code: "FORBIDDEN", message: "This is for admins." });
  };
  const library = betterAuth({
    appName: "Sunchak",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    // Its `transaction` option stays off: passwords would be hashed inside interactive transactions.
    database: prismaAdapter(db.client, { provider: db.provider }),
    trustedOrigins: [origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: adminsOnly,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    user: {
      additionalFields: {
        searchName: { type: "string", required: false, input: false, returned: false },
      },
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => ({ data: { ...user, searchName: searchName(user.name) } }),
        },
      },
      // After the password was checked, so that nobody learns without it who is an admin.
      session: { create: { before: ({ userId }) => refuseShopper(userId) } },
    },
    account: { modelName: "authAccount", accountLinking: { enabled: false } },
    plugins: [admin(), bearer({ requireSignature: true })],
    disabledPaths,
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => {
        const expected = message === "Invalid password" || message === "User not found";
        if (!expected && (level === "warn" || level === "error")) onWarning(message);
      },
    },
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: secure,
      // The API checks the origin itself: the library would refuse cookies without an Origin.
      disableCSRFCheck: true,
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
  });
  const findSessionUser = createSessionLookup(db, clock);
  return {
    handler: library.handler,
    async findUser(headers) {
      const token = readSessionToken(headers, { secret, cookiePrefix, secure });
      return token === null ? null : findSessionUser(token);
    },
  };
}
