import { PASSWORD_MIN } from "@sunchak/auth";
import {
  contentLanguages,
  emailAddress,
  type LinkPurpose,
  linkPurposes,
  linkToken,
  mailResetLink,
  userName,
} from "@sunchak/core";
import { z } from "zod";
import { TransportError } from "../api-error.ts";
import type { Runtime } from "../runtime.ts";
import { type AuthCall, type AuthRoute, route, secret } from "./auth-route.ts";

/** The links that let people into the staff, and to a new password. None needs a session. */
export const linkRoutes: Record<string, AuthRoute> = {
  // What a link is for, so that the page can say it.
  "/api/auth/link/find": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ purpose: z.enum(linkPurposes), token: linkToken }),
    handle: async (call) => Response.json(await findCounted(call, call.body.purpose)),
  }),
  "/api/auth/link/accept": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ token: linkToken, name: userName.optional(), password: secret(1) }),
    async handle(call) {
      const { limits, auth } = call.runtime;
      const { email } = await findCounted(call, "INVITATION");
      // The password of an account can't be guessed faster here than at sign-in.
      await limits.countEntry(undefined, email);
      return Response.json(await auth.links.accept(call.body));
    },
  }),
  "/api/auth/link/reset-password": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ token: linkToken, newPassword: secret(PASSWORD_MIN) }),
    async handle(call) {
      await findCounted(call, "PASSWORD");
      return Response.json(await call.runtime.auth.links.resetPassword(call.body));
    },
  }),
  // Mails a link for a new password. The answer and its time are the same for every email.
  "/api/auth/forgot-password": route({
    method: "POST",
    only: "admin",
    input: z.strictObject({ email: emailAddress, language: z.enum(contentLanguages) }),
    async handle({ runtime, body, ip }) {
      await runtime.limits.countEntry(ip, body.email);
      if (!runtime.deps.mail) throw new TransportError("NOT_FOUND", "This shop sends no mail.");
      setImmediate(() => void mailLater(runtime, body));
      return Response.json({ success: true });
    },
  }),
};

/** Counts the call as an attempt to sign in, and finds the link. */
async function findCounted(
  { runtime: { limits, auth }, body, ip }: AuthCall<{ token: string }>,
  purpose: LinkPurpose,
) {
  await limits.countEntry(ip, body.token);
  return auth.links.find(purpose, body.token);
}

/** Does after the answer what would tell by its time whether the email is somebody's. */
async function mailLater(
  { deps }: Runtime,
  asked: Parameters<typeof mailResetLink>[1],
): Promise<void> {
  try {
    await mailResetLink(deps, asked);
  } catch (err) {
    deps.log.error({ err }, "a link for a new password could not be mailed");
  }
}
