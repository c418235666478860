import { Badge } from "@sunchak/ui/badge";
import { useTranslations } from "next-intl";

/** At or below this many, the shop says how many are left. */
export const FEW = 10;

/** What a shopper must know about the stock; nothing when there is plenty. */
export function StockNote({ stock }: { stock: number }) {
  const t = useTranslations("Stock");
  if (stock <= 0) return <Badge tone="neutral">{t("soldOut")}</Badge>;
  if (stock <= FEW) return <Badge tone="caution">{t("few", { count: stock })}</Badge>;
  return null;
}
