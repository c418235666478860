/** The shortest password that an admin may have, in characters. */
export const ADMIN_PASSWORD_MIN = 12;

const COMMON = ["password", "qwerty", "123456", "sunchak", "letmein"];

/** Why a password is too easy to guess for an admin; null when it is not. */
export function whyWeak(password: string, { email }: { email: string }): string | null {
  if ([...password].length < ADMIN_PASSWORD_MIN)
    return `At least ${ADMIN_PASSWORD_MIN} characters.`;
  if (new Set(password).size < 6) return "At least 6 different characters.";
  const lower = password.toLowerCase();
  const [account = ""] = email.toLowerCase().split("@");
  if (account.length > 2 && lower.includes(account)) return "Not with the email in it.";
  const common = COMMON.find((word) => lower.includes(word));
  return common === undefined ? null : `Not with "${common}" in it.`;
}
