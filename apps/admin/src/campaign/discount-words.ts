import type { AdminCampaign } from "@sunchak/core/schema";
import type { Locale } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import type { useTranslations } from "next-intl";

/** A campaign's discount in few words, such as `15% (최대 10,000원)`. */
export function discountWords(
  {
    discountType,
    discountValue,
    maxDiscount,
  }: Pick<AdminCampaign, "discountType" | "discountValue" | "maxDiscount">,
  locale: Locale,
  t: ReturnType<typeof useTranslations<"Campaigns">>,
): string {
  if (discountType === "FIXED") return formatWon(discountValue, locale);
  if (maxDiscount === null) return `${discountValue}%`;
  return t("percentUpTo", { percent: String(discountValue), most: formatWon(maxDiscount, locale) });
}
