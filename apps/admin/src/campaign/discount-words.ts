import type { AdminCampaign } from "@sunchak/core/schema";
import { formatWon } from "@sunchak/ui/format";

/** A campaign's discount in few words, such as `15% (최대 10,000원)`. */
export function discountWords(
  {
    discountType,
    discountValue,
    maxDiscount,
  }: Pick<AdminCampaign, "discountType" | "discountValue" | "maxDiscount">,
  locale: string,
): string {
  if (discountType === "FIXED") return formatWon(discountValue, locale);
  if (maxDiscount === null) return `${discountValue}%`;
  const most = formatWon(maxDiscount, locale);
  return `${discountValue}% (${locale === "ko" ? `최대 ${most}` : `up to ${most}`})`;
}
