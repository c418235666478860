/** The ways into an account. */
export type EntryCall = "sign-in/email" | "sign-up/email";

/** What the auth API answered: its code when it refused, UNKNOWN when it gave no answer. */
export type AuthResult = { ok: true } | { ok: false; code: string };

/** Calls the auth API; a session travels in the cookie that it sets. */
export async function sendToAuth(
  call: EntryCall | "sign-out",
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
