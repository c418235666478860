"use client";

import type { DashboardSeries } from "@sunchak/core/schema";
import { formatWon } from "@sunchak/ui/format";
import { useLocale, useTranslations } from "next-intl";
import { SeriesChart } from "./series-chart.tsx";

/** Sales as bars, orders as a line, refunds in the table. */
export function SalesChart({ bucket, items }: DashboardSeries) {
  const t = useTranslations("Dashboard");
  const locale = useLocale();
  const say = (amount: number) => formatWon(amount, locale);
  return (
    <SeriesChart
      bucket={bucket}
      figures={[
        { key: "sales", name: t("sales"), as: "bar", say, short: (n) => shortWon(n, locale) },
        { key: "orders", name: t("orders"), as: "line", say: String },
        { key: "refunds", name: t("refunds"), as: "table", say },
      ]}
      items={items}
    />
  );
}

function shortWon(value: number, locale: string): string {
  if (locale === "ko") return value >= 10_000 ? `${Math.round(value / 10_000)}만` : String(value);
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 1_000 ? `${Math.round(value / 1_000)}k` : String(value);
}
