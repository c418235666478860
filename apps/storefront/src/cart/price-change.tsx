import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import type { PricedLine } from "./use-priced-lines.ts";

/** Says that a product's price has changed since the shopper saw it. */
export function PriceChange({ line }: { line: PricedLine }) {
  const t = useTranslations("Cart");
  const locale = useLocale();
  if (!line.product || line.was === null) return null;
  const [was, now] = [formatWon(line.was, locale), formatWon(line.product.price, locale)];
  return (
    <span className="font-medium text-caution text-sm">{t("priceChanged", { was, now })}</span>
  );
}
