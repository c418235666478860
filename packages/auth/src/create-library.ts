import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { isStaff } from "@sunchak/core/schema";
import {
  type Database,
  DatabaseUnavailable,
  OutcomeUnknown,
  outOfTime,
  searchName,
} from "@sunchak/db";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { hashPassword } from "better-auth/crypto";
import { admin, bearer } from "better-auth/plugins";
import { whyWeak } from "./weak-password.ts";

const SESSION_SECONDS = 7 * 86_400;
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/**
 * The header that tells the library the client's address. A client's own value never gets there.
 */
export const CLIENT_IP_HEADER = "x-sunchak-client-ip";

/**
 * The library's endpoints that the shop does not offer. This is the second line of defence (exact
 * paths only, no wildcards); the first is `authRoutes` of
 * packages/api/src/auth, which lists every path that exists.
 */
const disabledPaths = [
  ..."callback/:id reset-password reset-password/:token request-password-reset ok error".split(" "),
  ..."sign-in/social verify-password verify-email send-verification-email change-email".split(" "),
  ..."change-password update-user update-session delete-user delete-user/callback".split(" "),
  ..."link-social unlink-account list-accounts account-info refresh-token get-access-token".split(
    " ",
  ),
  ..."list-sessions revoke-session revoke-sessions revoke-other-sessions".split(" "),
  ..."admin/set-role admin/get-user admin/create-user admin/update-user".split(" "),
  ..."admin/list-users admin/list-user-sessions admin/unban-user admin/ban-user".split(" "),
  ..."admin/impersonate-user admin/stop-impersonating admin/revoke-user-session".split(" "),
  ..."admin/revoke-user-sessions admin/remove-user admin/set-user-password".split(" "),
  "admin/has-permission",
].map((path) => `/${path}`);

/** Warnings of the library that only report a caller's mistake. */
const faultsOfCallers = new Set(["Invalid password", "User not found", "Password is too long"]);

export interface AuthOptions {
  db: Database;
  clock: { now(): Date };
  /** The app's public origin. */
  origin: string;
  secret: string;
  /** Each app has its own, because browsers send cookies to every port of a host. */
  cookiePrefix: string;
  /** Whether only admins may sign in, and nobody may sign up; shoppers get no session. */
  adminsOnly?: boolean;
  onWarning(message: string): void;
}

/** What a call needs beside its request. */
interface Beside {
  /** The password of a new user in the request. */
  newPassword?: string;
  /** Called before a session of the admin app begins; throws unless the user gave the factor. */
  giveFactor?: ((userId: string) => Promise<void>) | undefined;
}

/** The state of one library call, beside its request. */
interface LibraryCall extends Pick<Beside, "giveFactor"> {
  /** Made beforehand: the library would hash inside the transaction that stores a new user. */
  hash?: string | undefined;
  /**
   * Why the database failed, or why the factor was refused. The library reports that as some other
   * error, or not at all.
   */
  failure?: Error;
}

/**
 * Better Auth as the shop uses it: email and password, cookie or bearer token, nothing else.
 * @returns the request handler.
 */
export function createLibrary(
  options: AuthOptions,
): (request: Request, beside?: Beside) => Promise<Response> {
  const calls = new AsyncLocalStorage<LibraryCall>();
  const library = configureLibrary(options, calls);
  return async (request, { newPassword, giveFactor } = {}) => {
    const hash = newPassword === undefined ? undefined : await hashPassword(newPassword);
    const call: LibraryCall = { giveFactor, hash };
    try {
      const response = await calls.run(call, () => library.handler(request));
      if (call.failure) throw call.failure;
      return response;
    } catch (error) {
      throw call.failure ?? outOfTime(error) ?? error;
    }
  };
}

function configureLibrary(
  { db, clock, origin, secret, cookiePrefix, adminsOnly = false, onWarning }: AuthOptions,
  calls: AsyncLocalStorage<LibraryCall>,
) {
  const client = db.client.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args);
        } catch (error) {
          const call = calls.getStore();
          const failure = outOfTime(error) ?? error;
          if (call && (failure instanceof DatabaseUnavailable || failure instanceof OutcomeUnknown))
            call.failure = failure;
          throw error;
        }
      },
    },
  });
  const admit = async (userId: string, password: unknown) => {
    const user = await db.client.user.findUnique({ where: { id: userId } });
    if (!user || !isStaff(user.role)) {
      throw new APIError("FORBIDDEN", { code: "FORBIDDEN", message: "Only admins can do this." });
    }
    const weakness = whyWeak(String(password ?? ""), user);
    if (weakness !== null) {
      const message = `This password is too weak for an admin. ${weakness}`;
      throw new APIError("FORBIDDEN", { code: "PASSWORD_TOO_WEAK", message });
    }
    const call = calls.getStore();
    // No other call may begin a session here.
    if (!call?.giveFactor) throw new APIError("FORBIDDEN", { code: "FORBIDDEN" });
    try {
      await call.giveFactor(userId);
    } catch (error) {
      call.failure = error as Error;
      throw error;
    }
    return { data: { passwordGivenAt: clock.now() } };
  };
  return betterAuth({
    appName: "Sunchak",
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    // A new user, the password and the session are stored together or not at all.
    database: prismaAdapter(client, { provider: db.provider, transaction: true }),
    trustedOrigins: [origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: adminsOnly,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: { hash: async (password) => calls.getStore()?.hash ?? hashPassword(password) },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        passwordGivenAt: { type: "date", required: false, input: false, returned: false },
      },
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
      // After the password check, so that nobody without the password learns who is an admin.
      session: {
        create: {
          before: async ({ userId }, context) =>
            adminsOnly ? admit(userId, context?.body?.password) : undefined,
        },
      },
    },
    account: { modelName: "authAccount", accountLinking: { enabled: false } },
    plugins: [admin(), bearer({ requireSignature: true })],
    disabledPaths,
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) => {
        const isWarning = level === "warn" || level === "error";
        if (isWarning && !faultsOfCallers.has(message)) onWarning(message);
      },
    },
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix,
      // This would put __Secure- before the names, but the caller chooses the prefix.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: origin.startsWith("https://") },
      // The API checks the origin itself: the library would refuse cookies without an Origin.
      disableCSRFCheck: true,
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
  });
}
