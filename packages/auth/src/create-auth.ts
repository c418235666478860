import { isStaff } from "@sunchak/core/schema";
import { AuthRefusal } from "./auth-refusal.ts";
import { type AuthOptions, createLibrary, PASSWORD_MAX } from "./create-library.ts";
import { createSessionLookup, type Session, type SessionUser } from "./find-session.ts";
import {
  checkPassword,
  findPassword,
  isStill,
  replacePassword,
  wrongPassword,
} from "./passwords.ts";
import { createSecondFactor, type Factor, type SecondFactor } from "./second-factor.ts";
import { readSessionToken } from "./session-token.ts";
import { createStaffLinks, type StaffLinks } from "./staff-links.ts";
import { whyWeak } from "./weak-password.ts";

/** What somebody signs in with. */
interface Credentials {
  email: string;
  password: string;
  rememberMe?: boolean;
  /** Of the second factor, for which only the admin app asks. */
  code?: string;
}

/**
 * The caller must already have checked the method, the body, the origin and the rate limit.
 * `headers` are those that the library may see; the library's response carries the session's cookie
 * and token.
 */
export interface Auth {
  /**
   * Lets the library answer `/api/auth/…`. When the database fails, this and the calls below throw
   * its error, even where the library would answer something else.
   * @throws DatabaseUnavailable | OutcomeUnknown
   */
  ask(path: string, headers: Headers, body?: object): Promise<Response>;
  /** Makes a shopper and signs them in: user, password and session in one transaction. */
  signUp(headers: Headers, given: Credentials & { name: string }): Promise<Response>;
  /**
   * Signs in. In the admin app the library refuses a shopper, and a password that is too weak.
   * @throws AuthRefusal SECOND_FACTOR_REQUIRED | INVALID_CODE | SECOND_FACTOR_LOCKED, once the
   * password was right; then no session began
   */
  signIn(headers: Headers, credentials: Credentials): Promise<Response>;
  /**
   * Replaces an admin's password that is too weak, and signs in. When the current password is
   * strong enough, this only signs in with it.
   * @throws AuthRefusal PASSWORD_TOO_LONG | PASSWORD_TOO_WEAK, and as `signIn`
   */
  renewPassword(
    headers: Headers,
    given: { email: string; password: string; newPassword: string; code?: string },
  ): Promise<Response>;
  /**
   * Replaces the password, ends all sessions of the user and begins a new one. So nobody else keeps
   * a session, or a copy of this one. If no new session begins, the response has no token.
   * @throws AuthRefusal INVALID_PASSWORD | PASSWORD_TOO_LONG | PASSWORD_TOO_WEAK
   */
  changePassword(
    headers: Headers,
    session: Session,
    given: { currentPassword: string; newPassword: string },
  ): Promise<Response>;
  /**
   * Records that the password was given in this session of the admin app.
   * @throws AuthRefusal INVALID_PASSWORD | UNAUTHENTICATED
   */
  confirmPassword(session: Session, password: string): Promise<void>;
  secondFactor: SecondFactor;
  links: StaffLinks;
  /** Ends a session, or throws. */
  endSession(session: Session): Promise<void>;
  /** The session that a request's cookie or bearer token proves; null when none. */
  findSession(headers: Headers): Promise<Session | null>;
}

const signedOut = () => new AuthRefusal(401, "UNAUTHENTICATED", "Sign in first.");

const SIGN_UP = "/api/auth/sign-up/email";
const SIGN_IN = "/api/auth/sign-in/email";

export function createAuth(options: AuthOptions): Auth {
  const { db, clock, origin, secret, onWarning } = options;
  // Over https, browsers accept a `__Host-` cookie only from the host itself, so that no other host
  // of the same site can set a session of its own.
  const secure = origin.startsWith("https://");
  const cookiePrefix = secure ? `__Host-${options.cookiePrefix}` : options.cookiePrefix;
  const secondFactor = createSecondFactor(options);
  const askLibrary = createLibrary({ ...options, cookiePrefix });
  const findSession = createSessionLookup(db, clock);

  const request = (path: string, headers: Headers, body?: object) =>
    new Request(origin + path, {
      method: body ? "POST" : "GET",
      headers: { ...Object.fromEntries(headers), "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
  const ask: Auth["ask"] = (path, headers, body) => askLibrary(request(path, headers, body));

  const giveCode = (code: string | undefined) => (userId: string) =>
    secondFactor.give(userId, code);

  /** @param giveFactor is called once the password was right, before a session of the admin app. */
  async function enter(
    headers: Headers,
    credentials: Omit<Credentials, "code">,
    giveFactor: (userId: string) => Promise<Factor>,
  ): Promise<Response> {
    const stored = await findPassword(db, credentials.email);
    let factor: Factor = null;
    const response = await askLibrary(request(SIGN_IN, headers, credentials), {
      giveFactor: async (userId) => {
        factor = await giveFactor(userId);
      },
    });
    if (!response.ok) return response;
    // Both were read before the session was stored; somebody may have changed one since.
    const isAsBefore =
      stored &&
      (await isStill(db, stored)) &&
      (!options.adminsOnly || (await secondFactor.isStill(stored.userId, factor)));
    if (isAsBefore) return response;
    const { token } = (await response.json()) as { token: string };
    await db.client.session.deleteMany({ where: { token } });
    return enter(headers, credentials, giveFactor);
  }

  const signIn: Auth["signIn"] = (headers, { code, ...credentials }) =>
    enter(headers, credentials, giveCode(code));

  async function replace(
    { email, role }: Pick<SessionUser, "email" | "role">,
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    giveFactor: (userId: string) => Promise<Factor>,
  ): Promise<Factor> {
    if (newPassword.length > PASSWORD_MAX) {
      throw new AuthRefusal(400, "PASSWORD_TOO_LONG", "Password too long");
    }
    const stored = await checkPassword(db, email, currentPassword);
    const weakness = isStaff(role) ? whyWeak(newPassword, { email }) : null;
    if (weakness !== null) throw new AuthRefusal(400, "PASSWORD_TOO_WEAK", weakness);
    const factor = await giveFactor(stored.userId);
    if (!(await replacePassword(db, stored, newPassword))) throw wrongPassword();
    return factor;
  }

  /** Signs in with a password that was just stored. The password stays, even when this fails. */
  async function signInAnew(
    headers: Headers,
    user: Pick<SessionUser, "email">,
    given: Pick<Credentials, "password" | "rememberMe">,
    factor: Factor,
  ): Promise<Response> {
    try {
      const response = await enter(headers, { ...given, email: user.email }, async () => factor);
      if (response.ok) return response;
    } catch (error) {
      onWarning(`no session after a change of password: ${(error as Error).name}`);
    }
    return Response.json({ token: null, user });
  }

  return {
    ask,
    signUp: (headers, body) =>
      askLibrary(request(SIGN_UP, headers, body), { newPassword: body.password }),
    signIn,
    async renewPassword(headers, { newPassword, code, ...credentials }) {
      const response = await enter(headers, credentials, giveCode(code));
      const refusal = (await response.clone().json()) as { code?: string };
      if (response.ok || refusal.code !== "PASSWORD_TOO_WEAK") return response;
      const given = { currentPassword: credentials.password, newPassword };
      const user = { email: credentials.email, role: "owner" } as const;
      const factor = await replace(user, given, giveCode(code));
      return signInAnew(headers, user, { password: newPassword }, factor);
    },
    async changePassword(headers, { id, isOfAdminApp, user }, given) {
      // In this order: turning the factor on after the first line ends the session before the second.
      const current = await secondFactor.find(user.id);
      if ((await db.client.session.count({ where: { id } })) === 0) throw signedOut();
      // A session of the storefront began without the factor, and must not end those with it.
      const giveFactor = isOfAdminApp ? async () => current : giveCode(undefined);
      const factor = await replace(user, given, giveFactor);
      // The browser keeps the new session as long as it was to keep the old one.
      const rememberMe = !headers.get("cookie")?.includes(`${cookiePrefix}.dont_remember=`);
      return signInAnew(headers, user, { password: given.newPassword, rememberMe }, factor);
    },
    async confirmPassword({ id, user }, password) {
      await checkPassword(db, user.email, password);
      // This must not turn a storefront session into an admin session.
      const { count } = await db.client.session.updateMany({
        where: { id, passwordGivenAt: { not: null } },
        data: { passwordGivenAt: clock.now(), wonWithoutPassword: 0 },
      });
      if (count === 0) throw signedOut();
    },
    secondFactor,
    links: createStaffLinks(options),
    async endSession({ id }) {
      await db.client.session.deleteMany({ where: { id } });
    },
    async findSession(headers) {
      const token = readSessionToken(headers, { secret, cookiePrefix });
      return token === null ? null : findSession(token);
    },
  };
}
