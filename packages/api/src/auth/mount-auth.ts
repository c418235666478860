import { AuthRefusal, CLIENT_IP_HEADER, carriesBearer } from "@sunchak/auth";
import type { Hono } from "hono";
import { z } from "zod";
import { readJsonObject } from "../read-body.ts";
import {
  type ApiContext,
  type ApiEnv,
  reportUnexpected,
  respondError,
  respondRefusal,
} from "../respond.ts";
import { refuseMethod } from "../rest/rest.ts";
import type { Runtime } from "../runtime.ts";
import type { AuthRoute } from "./auth-route.ts";
import { authRoutes } from "./auth-routes.ts";

/** Mounts the app's auth routes. Each call is checked before the library sees it. */
export function mountAuth(
  app: Hono<ApiEnv>,
  runtime: Runtime,
  clientIpOf: (c: ApiContext) => string | undefined,
): void {
  for (const [path, route] of Object.entries(authRoutes)) {
    if (route.only && route.only !== runtime.app) continue;
    app.on(route.method, path, async (c) => {
      try {
        return await handleAuth(c, runtime, route, clientIpOf(c));
      } catch (error) {
        if (!(error instanceof AuthRefusal)) return respondError(c, runtime.deps.log, error);
        const { status, code, message, details } = error;
        return respondRefusal(c, status, { code, message, ...(details && { details }) });
      }
    });
    app.all(path, (c) => refuseMethod(c, runtime, [route.method]));
  }
}

async function handleAuth(
  c: ApiContext,
  runtime: Runtime,
  { method, input, handle }: AuthRoute,
  ip: string | undefined,
) {
  const body = method === "POST" ? input.parse(await readJsonObject(c)) : {};
  const headers = libraryHeaders(c.req.raw.headers, ip);
  const response = await handle({ runtime, body, ip, headers });
  if (response.status < 400) return response;
  return refuse(c, runtime, response, z.object({ email: z.string() }).safeParse(body).data?.email);
}

/** Passes on only these headers, because the library would act on more of the client's own. */
function libraryHeaders(given: Headers, ip: string | undefined): Headers {
  const headers = new Headers();
  // A bearer token alone decides who calls. With both, the library would fall back to the cookie.
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

/** Returns the library's refusal in the API's shape, with its domain codes unchanged. */
async function refuse(
  c: ApiContext,
  { deps }: Runtime,
  response: Response,
  email: string | undefined,
): Promise<Response> {
  let { code, message } = libraryError
    .catch({ code: "", message: "" })
    .parse(await response.json().catch(() => null));
  if (code === "FAILED_TO_CREATE_USER" && email !== undefined) {
    // The library also says this when another sign-up took this email a moment before.
    const taken = await deps.db.client.user.count({ where: { email: email.toLowerCase() } });
    if (taken > 0) {
      code = "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL";
      message = "User already exists. Use another email.";
    } else {
      code = "";
    }
  }
  if (response.status >= 500 || code === "") {
    reportUnexpected(deps.log, c.get("requestId"), new Error(`auth answered ${response.status}`));
    return respondRefusal(c, 500, { code: "INTERNAL", message: "Something went wrong." });
  }
  const refusal = respondRefusal(c, response.status, { code: codes[code] ?? code, message });
  for (const cookie of response.headers.getSetCookie())
    refusal.headers.append("Set-Cookie", cookie);
  return refusal;
}
