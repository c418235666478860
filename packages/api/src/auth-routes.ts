import { CLIENT_IP_HEADER, carriesBearer, PASSWORD_MAX, PASSWORD_MIN } from "@sunchak/auth";
import { text } from "@sunchak/core";
import type { Hono } from "hono";
import { z } from "zod";
import { readJsonObject } from "./read-body.ts";
import {
  type ApiContext,
  type ApiEnv,
  reportUnexpected,
  respondError,
  respondRefusal,
} from "./respond.ts";
import { refuseMethod } from "./rest.ts";
import type { Runtime } from "./runtime.ts";

const email = z.email().max(254);
const secret = (min: number) => text(PASSWORD_MAX).min(min);
const nothing = z.strictObject({});

const user = z.looseObject({ id: z.string(), email: z.string(), name: z.string() });
const entered = z.looseObject({ user });
const tooMany = ["RATE_LIMITED"];

interface AuthRoute {
  method: "GET" | "POST";
  input: z.ZodObject;
  /** What outside clients may rely on; the library answers more. */
  output: z.ZodType;
  /** The codes that it is refused with beside those of every write, by status. */
  errors: Record<number, string[]>;
  summary: string;
  /** Whether a try counts against the address's and the email's rate. */
  isEntry?: true;
}

/** All that is offered of the auth library; its other paths are unknown here. */
export const authRoutes: Record<string, AuthRoute> = {
  "/api/auth/sign-up/email": {
    method: "POST",
    input: z.strictObject({
      email,
      password: secret(PASSWORD_MIN),
      name: text(80).trim().min(1),
      rememberMe: z.boolean().optional(),
    }),
    output: entered,
    errors: { 422: ["USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"], 429: tooMany },
    summary: "Registers a shopper and signs in; the bearer token is in set-auth-token",
    isEntry: true,
  },
  "/api/auth/sign-in/email": {
    method: "POST",
    input: z.strictObject({ email, password: secret(1), rememberMe: z.boolean().optional() }),
    output: entered,
    errors: { 401: ["INVALID_EMAIL_OR_PASSWORD"], 403: ["BANNED_USER"], 429: tooMany },
    summary: "Signs in; the bearer token is in set-auth-token",
    isEntry: true,
  },
  "/api/auth/sign-out": {
    method: "POST",
    input: nothing,
    output: z.looseObject({ success: z.boolean() }),
    errors: {},
    summary: "Ends the session",
  },
  "/api/auth/get-session": {
    method: "GET",
    input: nothing,
    output: entered.nullable(),
    errors: {},
    summary: "The session and its user, or null",
  },
  "/api/auth/change-password": {
    method: "POST",
    input: z.strictObject({
      currentPassword: secret(1),
      newPassword: secret(PASSWORD_MIN),
      revokeOtherSessions: z.boolean().optional(),
    }),
    output: entered,
    errors: { 400: ["INVALID_PASSWORD"], 401: ["UNAUTHENTICATED"] },
    summary: "Changes the caller's password",
  },
};

/**
 * Mounts the offered auth routes, each checked here before the library sees it. Nobody signs up in
 * the admin app.
 */
export function mountAuth(
  app: Hono<ApiEnv>,
  runtime: Runtime,
  clientIpOf: (c: ApiContext) => string | undefined,
): void {
  for (const [path, route] of Object.entries(authRoutes)) {
    if (runtime.app === "admin" && path.includes("/sign-up/")) continue;
    app.on(route.method, path, async (c) => {
      try {
        return await answer(c, runtime, path, route, clientIpOf(c));
      } catch (error) {
        return respondError(c, runtime.deps.log, error);
      }
    });
    app.all(path, (c) => refuseMethod(c, runtime, [route.method]));
  }
}

async function answer(
  c: ApiContext,
  runtime: Runtime,
  path: string,
  { method, input, isEntry }: AuthRoute,
  ip: string | undefined,
) {
  const body = method === "POST" ? input.parse(await readJsonObject(c)) : undefined;
  const given = z.object({ email: z.string() }).safeParse(body).data?.email;
  if (isEntry && given !== undefined) await runtime.limits.countEntry(ip, given);

  // A new request: the library would take more from the client's own than what is meant to count.
  const url = runtime.origin + path;
  const headers = libraryHeaders(c.req.raw.headers, ip);
  const answered = await runtime.auth.handler(
    new Request(url, { method, headers, ...(body && { body: JSON.stringify(body) }) }),
  );
  if (answered.status < 400) return answered;
  return refuse(c, runtime, answered, given);
}

function libraryHeaders(given: Headers, ip: string | undefined): Headers {
  const headers = new Headers({ "content-type": "application/json" });
  // A bearer token alone decides who calls: the library would fall back to the cookie.
  const credential = carriesBearer(given) ? "authorization" : "cookie";
  for (const name of [credential, "user-agent"]) {
    const value = given.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (ip !== undefined) headers.set(CLIENT_IP_HEADER, ip);
  return headers;
}

const libraryError = z.object({ code: z.string(), message: z.string().catch("") });

const codes: Record<string, string> = {
  VALIDATION_ERROR: "VALIDATION_FAILED",
  UNAUTHORIZED: "UNAUTHENTICATED",
};

/** The library's refusal in the shape of all others; its domain codes are kept. */
async function refuse(
  c: ApiContext,
  { deps }: Runtime,
  answered: Response,
  email: string | undefined,
): Promise<Response> {
  let { code, message } = libraryError
    .catch({ code: "", message: "" })
    .parse(await answered.json().catch(() => null));
  if (code === "FAILED_TO_CREATE_USER" && email !== undefined) {
    // What the library says when another sign-up with this email was a moment faster.
    const taken = await deps.db.client.user.count({ where: { email: email.toLowerCase() } });
    if (taken > 0) {
      code = "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL";
      message = "User already exists. Use another email.";
    } else {
      code = "";
    }
  }
  if (answered.status >= 500 || code === "") {
    reportUnexpected(deps.log, c.get("requestId"), new Error(`auth answered ${answered.status}`));
    return respondRefusal(c, 500, { code: "INTERNAL", message: "Something went wrong." });
  }
  for (const cookie of answered.headers.getSetCookie())
    c.header("Set-Cookie", cookie, { append: true });
  return respondRefusal(c, answered.status, { code: codes[code] ?? code, message });
}
