"use client";

import type { DashboardSeries } from "@sunchak/core/schema";
import { languages } from "@sunchak/web/locales";
import { formatWon } from "@sunchak/web/price";
import { useLocale, useTranslations } from "next-intl";
import { hrefOf, spanOf } from "@/list/read-query.ts";
import { SeriesChart } from "./series-chart.tsx";

const BUCKET_MS = { hour: 3_600_000, day: 86_400_000 };

/** Sales as bars, orders as a line, refunds in the table. */
export function SalesChart({ bucket, items }: DashboardSeries) {
  const t = useTranslations("Dashboard");
  const locale = useLocale();
  const compact = new Intl.NumberFormat(languages[locale].tag, { notation: "compact" });
  const say = (amount: number) => formatWon(amount, locale);
  const orders = (by: "paid" | "refunded") => (at: string) => {
    const end = new Date(Date.parse(at) + BUCKET_MS[bucket]).toISOString();
    return hrefOf("/orders", { by, ...spanOf(at, end) });
  };
  return (
    <SeriesChart
      bucket={bucket}
      figures={[
        {
          key: "sales",
          name: t("sales"),
          as: "bar",
          say,
          short: compact.format,
          href: orders("paid"),
        },
        { key: "orders", name: t("orders"), as: "line", say: String, href: orders("paid") },
        { key: "refunds", name: t("refunds"), as: "table", say, href: orders("refunded") },
      ]}
      items={items}
    />
  );
}
