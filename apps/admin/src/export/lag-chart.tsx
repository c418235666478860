"use client";

import type { ExportLagSeries } from "@sunchak/core/schema";
import { useTranslations } from "next-intl";
import { SeriesChart } from "@/dashboard/series-chart.tsx";
import { durationWords } from "@/i18n/duration.ts";

/** How long the oldest event waited, as bars; how many waited and how many were dead, as lines. */
export function LagChart({ bucket, items }: ExportLagSeries) {
  const t = useTranslations("LagChart");
  const common = useTranslations("Common");
  const short = (seconds: number) => {
    const [unit, length] =
      seconds < 60
        ? (["seconds", 1] as const)
        : seconds < 3_600
          ? (["minutes", 60] as const)
          : seconds < 172_800
            ? (["hours", 3_600] as const)
            : (["days", 86_400] as const);
    return t(`axis.${unit}`, { count: String(Math.round((seconds / length) * 10) / 10) });
  };
  return (
    <SeriesChart
      bucket={bucket}
      figures={[
        {
          key: "lagSeconds",
          name: t("lag"),
          as: "bar",
          say: (seconds) => durationWords(common, seconds),
          short,
        },
        { key: "waiting", name: t("waiting"), as: "line", say: String },
        { key: "dead", name: t("dead"), as: "line", tone: "negative", say: String },
      ]}
      items={items}
      unknown={t("unknown")}
    />
  );
}
