"use client";

import type { DashboardSeries } from "@sunchak/core/schema";
import { languages } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { SeriesChart } from "./series-chart.tsx";

/** Sales as bars, orders as a line, refunds in the table. */
export function SalesChart({ bucket, items }: DashboardSeries) {
  const t = useTranslations("Dashboard");
  const locale = useLocale();
  const compact = new Intl.NumberFormat(languages[locale].tag, { notation: "compact" });
  const say = (amount: number) => formatWon(amount, locale);
  return (
    <SeriesChart
      bucket={bucket}
      figures={[
        { key: "sales", name: t("sales"), as: "bar", say, short: compact.format },
        { key: "orders", name: t("orders"), as: "line", say: String },
        { key: "refunds", name: t("refunds"), as: "table", say },
      ]}
      items={items}
    />
  );
}
