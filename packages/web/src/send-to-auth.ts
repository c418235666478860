/** The calls of the auth API that an app's forms make. */
export type AuthCall =
  | "sign-in/email"
  | "sign-up/email"
  | "renew-password"
  | "change-password"
  | "confirm-password";

/**
 * What the auth API answered: its code when it refused, UNKNOWN when it gave no answer,
 * COOKIES_NEEDED when it let in somebody whose browser does not keep the session.
 */
export type AuthResult = { ok: true } | { ok: false; code: string };

/** The calls that begin a session or refuse. */
const entries = new Set<string>(["sign-in/email", "sign-up/email"] satisfies AuthCall[]);

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
    if (response.ok) {
      const isLost = entries.has(call) && !(await keepsSession());
      return isLost ? { ok: false, code: "COOKIES_NEEDED" } : { ok: true };
    }
    const { code } = (await response.json()) as { code?: unknown };
    return { ok: false, code: typeof code === "string" ? code : "INTERNAL" };
  } catch {
    return { ok: false, code: "UNKNOWN" };
  }
}

/** Whether the browser sends the session back; true also when the shop does not tell. */
async function keepsSession(): Promise<boolean> {
  const signal = AbortSignal.timeout(12_000);
  const response = await fetch("/api/auth/get-session", { signal }).catch(() => null);
  return !response?.ok || (await response.json()) !== null;
}
