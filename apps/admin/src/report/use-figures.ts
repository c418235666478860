import { languages } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { type FigureName, figureUnits } from "./figures.ts";

/** Names the figures and says their values, in the page's language. */
export function useFigures() {
  const t = useTranslations("Reports");
  const locale = useLocale();
  const count = new Intl.NumberFormat(languages[locale].tag).format;
  return {
    nameOf: (figure: FigureName): string => t(`figures.${figure}`),
    say: (figure: FigureName, value: number): string =>
      figureUnits[figure] === "won" ? formatWon(value, locale) : count(value),
  };
}
