import { useTranslations } from "next-intl";

/** What the shop has words for; anything else reads as "something went wrong". */
const known = [
  "INVALID_EMAIL_OR_PASSWORD",
  "USER_ALREADY_EXISTS",
  "PASSWORD_TOO_LONG",
  "BANNED_USER",
  "RATE_LIMITED",
  "VALIDATION_FAILED",
  "COOKIES_NEEDED",
  "UNKNOWN",
] as const;

/** The library has several names for one thing. */
const same: Record<string, (typeof known)[number]> = {
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "USER_ALREADY_EXISTS",
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
};

/** Says in the page's language why signing in or up was refused. */
export function useEntryWords(): (code: string) => string {
  const t = useTranslations("Sign");
  return (code) => t(`codes.${same[code] ?? known.find((one) => one === code) ?? "UNKNOWN"}`);
}
