/** The calls of the auth API that an app's forms make. */
export type AuthCall =
  | "sign-in/email"
  | "sign-up/email"
  | "renew-password"
  | "change-password"
  | "confirm-password";

/** What the auth API answered: its code when it refused, UNKNOWN when it gave no answer. */
export type AuthResult = { ok: true } | { ok: false; code: string };

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
    if (response.ok) return { ok: true };
    const { code } = (await response.json()) as { code?: unknown };
    return { ok: false, code: typeof code === "string" ? code : "INTERNAL" };
  } catch {
    return { ok: false, code: "UNKNOWN" };
  }
}
