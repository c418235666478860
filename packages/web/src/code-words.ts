import { useTranslations } from "next-intl";
import { refusalOf } from "./refusal.ts";

/** Says in the page's language why a call was refused, whether money moved, and what to do next. */
export function useCodeWords(): (error: unknown) => string {
  const t = useTranslations("Codes");
  return (error) => {
    const code = refusalOf(error)?.code as Parameters<typeof t>[0] | undefined;
    return code && t.has(code) ? t(code) : t("UNKNOWN");
  };
}
