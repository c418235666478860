import { AuthRefusal, PASSWORD_MIN, type Session } from "@sunchak/auth";
import { emailAddress as email, logSignIn, text, userName } from "@sunchak/core";
import { z } from "zod";
import { TransportError } from "../api-error.ts";
import { createContext, requireAdmin } from "../context.ts";
import type { Runtime } from "../runtime.ts";
import { type AuthCall, type AuthRoute, route, secret } from "./auth-route.ts";
import { linkRoutes } from "./link-routes.ts";

const rememberMe = z.boolean().optional();
/** A code of the second factor, or a recovery code. */
const code = text(40).min(1);
const nothing = z.strictObject({});

const user = z.looseObject({ id: z.string(), email: z.string(), name: z.string() });
const entered = z.looseObject({ user });

const done = () => Response.json({ success: true });

/** The caller's second factor: turned on in two steps, and off again. */
const secondFactorRoutes: Record<string, AuthRoute> = {
  "/api/auth/second-factor/begin": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ password: secret(1) }),
    async handle(call) {
      const session = await countConfirmation(call);
      const { secondFactor } = call.runtime.auth;
      return Response.json(await secondFactor.begin(session, call.body.password));
    },
  }),
  "/api/auth/second-factor/confirm": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ code }),
    async handle(call) {
      const session = await countGuess(call);
      return Response.json(await call.runtime.auth.secondFactor.confirm(session, call.body.code));
    },
  }),
  "/api/auth/second-factor/remove": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ password: secret(1), code }),
    async handle(call) {
      const session = await countConfirmation(call);
      await call.runtime.auth.secondFactor.remove(session, call.body);
      return done();
    },
  }),
  "/api/auth/second-factor/recovery-codes": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ password: secret(1), code }),
    async handle(call) {
      const session = await countConfirmation(call);
      return Response.json(await call.runtime.auth.secondFactor.renewCodes(session, call.body));
    },
  }),
};

/** The auth library's routes that the shop offers, and the shop's own. No other path exists. */
export const authRoutes: Record<string, AuthRoute> = {
  "/api/auth/sign-up/email": route({
    method: "POST",
    only: "storefront",
    input: z.strictObject({
      email,
      password: secret(PASSWORD_MIN),
      name: userName,
      rememberMe,
    }),
    document: {
      summary: "Registers a shopper and signs in; the bearer token is in set-auth-token",
      output: entered,
      errors: {
        400: ["PASSWORD_TOO_LONG"],
        422: ["USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"],
        429: ["RATE_LIMITED"],
      },
    },
    async handle({ runtime: { auth, limits }, body, ip, headers }) {
      await limits.countEntry(ip, body.email);
      return auth.signUp(headers, body);
    },
  }),
  "/api/auth/sign-in/email": route({
    method: "POST",
    input: z.strictObject({
      email,
      password: secret(1),
      rememberMe,
      code: code.optional().describe("Of a second factor, for which only the admin app asks."),
    }),
    document: {
      summary: "Signs in; the bearer token is in set-auth-token",
      output: entered,
      errors: {
        400: ["PASSWORD_TOO_LONG"],
        401: ["INVALID_EMAIL_OR_PASSWORD"],
        403: ["BANNED_USER"],
        429: ["RATE_LIMITED"],
      },
    },
    async handle({ runtime, body, ip, headers }) {
      await runtime.limits.countEntry(ip, body.email);
      return logged(runtime, body.email, ip, () => runtime.auth.signIn(headers, body));
    },
  }),
  // Replaces an admin's password that is too weak to sign in with, and signs in.
  "/api/auth/renew-password": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({
      email,
      password: secret(1),
      newPassword: secret(PASSWORD_MIN),
      code: code.optional(),
    }),
    async handle({ runtime, body, ip, headers }) {
      await runtime.limits.countEntry(ip, body.email);
      return logged(runtime, body.email, ip, () => runtime.auth.renewPassword(headers, body));
    },
  }),
  "/api/auth/sign-out": route({
    method: "POST",
    input: nothing,
    document: {
      summary: "Ends the session",
      session: "optional",
      output: z.looseObject({ success: z.boolean() }),
      errors: { 429: ["RATE_LIMITED"] },
    },
    async handle({ runtime: { auth, limits }, headers }) {
      const session = await auth.findSession(headers);
      if (session) await limits.countWrite(session.user.id);
      const response = await auth.ask("/api/auth/sign-out", headers, {});
      // The library reports success even when the database did not delete the session.
      if (session) await auth.endSession(session);
      return response;
    },
  }),
  "/api/auth/get-session": route({
    method: "GET",
    input: nothing,
    document: {
      summary: "The session and its user, or null",
      session: "optional",
      output: entered.nullable(),
      errors: {},
    },
    handle: ({ runtime: { auth }, headers }) => auth.ask("/api/auth/get-session", headers),
  }),
  "/api/auth/change-password": route({
    method: "POST",
    input: z.strictObject({
      currentPassword: secret(1),
      newPassword: secret(PASSWORD_MIN),
      revokeOtherSessions: z
        .boolean()
        .optional()
        .describe("Without effect: the other sessions always end."),
    }),
    document: {
      summary:
        "Changes the caller's password and ends all their sessions; the response signs in anew, as signing in does",
      session: "needed",
      output: entered,
      errors: {
        400: ["INVALID_PASSWORD", "PASSWORD_TOO_LONG", "PASSWORD_TOO_WEAK"],
        401: ["UNAUTHENTICATED"],
        403: ["SECOND_FACTOR_REQUIRED"],
        429: ["RATE_LIMITED"],
      },
    },
    async handle(call) {
      const { runtime, body, headers } = call;
      return runtime.auth.changePassword(headers, await countGuess(call), body);
    },
  }),
  // Checks the password again, before a change of much money or of another admin's role.
  "/api/auth/confirm-password": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ password: secret(1) }),
    async handle(call) {
      const session = await countConfirmation(call);
      await call.runtime.auth.confirmPassword(session, call.body.password);
      return done();
    },
  }),
  ...secondFactorRoutes,
  ...linkRoutes,
};

/**
 * Counts a call that tells whoever holds a session whether a password is right. It counts as a
 * write and as an attempt to sign in, so that a stolen session allows no faster guessing.
 * @throws TransportError UNAUTHENTICATED | RATE_LIMITED, and FORBIDDEN in the admin app
 */
async function countGuess({ runtime, ip, headers }: AuthCall<unknown>): Promise<Session> {
  const ctx = createContext(runtime, headers);
  const session =
    runtime.app === "admin" ? await requireAdmin(ctx, "session.me") : await ctx.findSession();
  if (!session) throw new TransportError("UNAUTHENTICATED", "Sign in first.");
  await runtime.limits.countWrite(session.user.id);
  await runtime.limits.countEntry(ip, session.user.email);
  return session;
}

/**
 * Writes an attempt to sign in to the admin app into the access log, before it is answered. A
 * question for the second factor is no refusal.
 */
async function logged(
  { app, deps }: Runtime,
  email: string,
  address: string | undefined,
  signIn: () => Promise<Response>,
): Promise<Response> {
  const log = async (isRefused: boolean) => {
    if (app === "admin") await logSignIn(deps, { email, isRefused, address });
  };
  try {
    const response = await signIn();
    await log(!response.ok);
    return response;
  } catch (error) {
    const isQuestion = error instanceof AuthRefusal && error.code === "SECOND_FACTOR_REQUIRED";
    if (error instanceof AuthRefusal && !isQuestion) await log(true);
    throw error;
  }
}

/** As {@link countGuess}; by guesses here, a stolen session of an admin could do great harm. */
async function countConfirmation(call: AuthCall<unknown>): Promise<Session> {
  const session = await countGuess(call);
  await call.runtime.limits.countConfirmation(session.user.id);
  return session;
}
