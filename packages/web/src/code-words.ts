import { useTranslations } from "next-intl";
import { referenceOf, refusalOf } from "./refusal.ts";

/**
 * Says in the page's language why a call was refused, whether money moved, and what to do next, and
 * by which number the shop finds it.
 */
export function useCodeWords(): (error: unknown) => string {
  const t = useTranslations("Codes");
  const failure = useTranslations("Failure");
  return (error) => {
    const code = refusalOf(error)?.code as Parameters<typeof t>[0] | undefined;
    const words = code && t.has(code) ? t(code) : t("UNKNOWN");
    const id = referenceOf(error);
    return id === null ? words : `${words} (${failure("reference", { id })})`;
  };
}
