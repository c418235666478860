import { sayCode } from "@sunchak/web/code-words";
import { useTranslations } from "next-intl";

/** The library has several codes for one thing. */
const same: Record<string, string> = {
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: "USER_ALREADY_EXISTS",
  UNAUTHENTICATED: "INVALID_EMAIL_OR_PASSWORD",
};

/** Says in the page's language why signing in or up was refused. */
export function useEntryWords(): (code: string) => string {
  const t = useTranslations("Sign");
  const say = sayCode(t);
  return (code) => say(same[code] ?? code);
}
