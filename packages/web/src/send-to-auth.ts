import { fetchOrOffline } from "./offline.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

/** The auth API's calls that the forms make: whether each needs a session, and begins a new one. */
const calls = {
  "sign-in/email": { needsSession: false, beginsSession: true },
  "sign-up/email": { needsSession: false, beginsSession: true },
  "renew-password": { needsSession: false, beginsSession: true },
  "link/find": { needsSession: false, beginsSession: false },
  "link/accept": { needsSession: false, beginsSession: false },
  "link/reset-password": { needsSession: false, beginsSession: false },
  "forgot-password": { needsSession: false, beginsSession: false },
  "change-password": { needsSession: true, beginsSession: true },
  "confirm-password": { needsSession: true, beginsSession: false },
  "second-factor/begin": { needsSession: true, beginsSession: false },
  "second-factor/confirm": { needsSession: true, beginsSession: false },
  "second-factor/remove": { needsSession: true, beginsSession: false },
  "second-factor/recovery-codes": { needsSession: true, beginsSession: false },
};

export type AuthCall = keyof typeof calls;

/** Whether a call is for a user who is already signed in. */
export const needsSession = (call: AuthCall): boolean => calls[call].needsSession;

/** Whether a call signs a visitor in, for which the browser has to keep a cookie. */
export const signsIn = (call: AuthCall): boolean =>
  calls[call].beginsSession && !calls[call].needsSession;

/**
 * The result of an auth call. A refusal's code is the API's own, or one of these: UNKNOWN when no
 * response came, OFFLINE when nothing was sent, COOKIES_NEEDED when the user signed in but the browser does not keep the session,
 * SIGN_IN_ANEW when the API stored a password but began no session.
 */
export type AuthResult = { ok: true; answer: unknown } | ({ ok: false } & Refusal);

/** Calls the auth API; the session travels in the cookie that the response sets. */
export async function sendToAuth(
  call: AuthCall | "sign-out",
  body: Record<string, string>,
): Promise<AuthResult> {
  try {
    const response = await fetchOrOffline(`/api/auth/${call}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(12_000),
    });
    const answer: unknown = await response.json();
    const { code, details, token } = answer as Partial<Refusal & { token: unknown }>;
    if (!response.ok) return refused(typeof code === "string" ? code : "INTERNAL", details);
    if (call === "sign-out" || !calls[call].beginsSession) return { ok: true, answer };
    if (token === null) return refused("SIGN_IN_ANEW");
    return (await keepsSession()) ? { ok: true, answer } : refused("COOKIES_NEEDED");
  } catch (error) {
    return refused(refusalOf(error)?.code ?? "UNKNOWN");
  }
}

const refused = (code: string, details: Refusal["details"] = {}): AuthResult => ({
  ok: false,
  code,
  details,
});

/** Whether the browser sends the session back; also true when the shop cannot tell. */
async function keepsSession(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(12_000);
    const response = await fetch("/api/auth/get-session", { signal });
    return !response.ok || (await response.json()) !== null;
  } catch {
    return true;
  }
}
