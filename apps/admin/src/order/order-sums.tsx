import { MAX_COUNTED, type OrderFilter, type OrderTotals } from "@sunchak/core/schema";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { Totals } from "@/list/totals.tsx";

interface OrderSumsProps {
  by: NonNullable<OrderFilter["by"]>;
  /** Null when there are too many orders to sum up. */
  totals: OrderTotals | null;
}

/** What was paid and refunded in a list of orders. */
export function OrderSums({ by, totals }: OrderSumsProps) {
  const t = useTranslations("Orders");
  const locale = useLocale();
  if (!totals) {
    return <p className="text-ink-muted">{t("notSummed", { count: MAX_COUNTED })}</p>;
  }
  const { orders, paid, refunded } = totals;
  const won = (amount: number) => formatWon(amount, locale);
  const both = by === "settled";
  const say = ({ count, amount }: OrderTotals["paid"]) =>
    both ? `${won(amount)} · ${t("count", { count })}` : won(amount);
  return (
    <Totals
      items={[
        [t("title"), t("count", { count: orders })],
        ...(by === "refunded" ? [] : [[t("sales"), say(paid)] satisfies [string, string]]),
        ...(by === "paid" ? [] : [[t("refunds"), say(refunded)] satisfies [string, string]]),
        ...(both
          ? [[t("netSales"), won(paid.amount - refunded.amount)] satisfies [string, string]]
          : []),
      ]}
    />
  );
}
