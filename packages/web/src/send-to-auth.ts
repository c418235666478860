import type { Refusal } from "./refusal.ts";

/** The calls of the auth API that an app's forms make: what each asks of a session, and makes of it. */
const calls = {
  "sign-in/email": { needsSession: false, beginsSession: true },
  "sign-up/email": { needsSession: false, beginsSession: true },
  "renew-password": { needsSession: false, beginsSession: true },
  "change-password": { needsSession: true, beginsSession: true },
  "confirm-password": { needsSession: true, beginsSession: false },
};

export type AuthCall = keyof typeof calls;

/** Whether a call is made by somebody who is signed in already. */
export const needsSession = (call: AuthCall): boolean => calls[call].needsSession;

/**
 * What the auth API answered: why it refused, UNKNOWN when it gave no answer, COOKIES_NEEDED when it
 * let in somebody whose browser does not keep the session, SIGN_IN_ANEW when it stored a password
 * but no session began with it.
 */
export type AuthResult = { ok: true } | ({ ok: false } & Refusal);

/** Calls the auth API; a session travels in the cookie that it sets. */
export async function sendToAuth(
  call: AuthCall | "sign-out",
  body: Record<string, string>,
): Promise<AuthResult> {
  try {
    const response = await fetch(`/api/auth/${call}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(12_000),
    });
    const { code, details, token } = (await response.json()) as Partial<
      Refusal & { token: unknown }
    >;
    if (!response.ok) return refused(typeof code === "string" ? code : "INTERNAL", details);
    if (call === "sign-out" || !calls[call].beginsSession) return { ok: true };
    if (token === null) return refused("SIGN_IN_ANEW");
    return (await keepsSession()) ? { ok: true } : refused("COOKIES_NEEDED");
  } catch {
    return refused("UNKNOWN");
  }
}

const refused = (code: string, details: Refusal["details"] = {}): AuthResult => ({
  ok: false,
  code,
  details,
});

/** Whether the browser sends the session back; true also when the shop does not tell. */
async function keepsSession(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(12_000);
    const response = await fetch("/api/auth/get-session", { signal });
    return !response.ok || (await response.json()) !== null;
  } catch {
    return true;
  }
}
