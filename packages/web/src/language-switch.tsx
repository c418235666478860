"use client";

import { useLocale, useTranslations } from "next-intl";
import { pathIn } from "./locales.ts";
import { useHere } from "./use-here.ts";

/**
 * The same page in the other language; a full page load, so that no text of the first one stays.
 */
export function LanguageSwitch() {
  const t = useTranslations("Shell");
  const other = useLocale() === "ko" ? "en" : "ko";
  const here = useHere();
  return (
    <a
      className="grid relative size-11 shrink-0 place-items-center rounded-control font-semibold text-ink-muted text-sm hover:bg-sunken hover:text-ink"
      href={pathIn(other, here)}
      hrefLang={other}
      lang={other}
    >
      <span aria-hidden="true">{other === "en" ? "EN" : "한"}</span>
      <span className="sr-only">{t("otherLanguage")}</span>
    </a>
  );
}
