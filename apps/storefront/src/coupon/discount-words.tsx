import type { Locale } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";

interface Discount {
  discountType: "FIXED" | "PERCENT";
  discountValue: number;
  maxDiscount: number | null;
  minOrderAmount: number;
}

/** The coupon's discount in short: `5,000원` or `15%`. */
export const formatDiscount = (
  { discountType, discountValue }: Discount,
  locale: Locale,
): string => (discountType === "PERCENT" ? `${discountValue}%` : formatWon(discountValue, locale));

/** The coupon's discount in short. */
export function DiscountAmount({ discount }: { discount: Discount }) {
  return <span className="whitespace-nowrap">{formatDiscount(discount, useLocale())}</span>;
}

/** The conditions in one line: the minimum amount, the maximum discount. */
export function DiscountTerms({ discount }: { discount: Discount }) {
  const t = useTranslations("Terms");
  const locale = useLocale();
  const { discountType, maxDiscount, minOrderAmount } = discount;
  const parts = [
    minOrderAmount > 0 ? t("from", { amount: formatWon(minOrderAmount, locale) }) : t("any"),
    discountType === "PERCENT" && maxDiscount !== null
      ? t("cap", { amount: formatWon(maxDiscount, locale) })
      : null,
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}

/** How long a campaign's coupon lasts once a shopper has it. */
export function Validity({ hours }: { hours: number }) {
  const t = useTranslations("Terms");
  return hours % 24 === 0 ? t("validDays", { days: hours / 24 }) : t("validHours", { hours });
}
