"use client";

import type { ExportLagSeries } from "@sunchak/core/schema";
import { useTranslations } from "next-intl";
import { SeriesChart } from "@/dashboard/series-chart.tsx";
import { durationWords } from "@/i18n/duration.ts";

/** The units that the axis may use, with their lengths in seconds. */
const units = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
] as const;

/** How long the oldest event waited, as bars; how many waited and how many were dead, as lines. */
export function LagChart({ bucket, items }: ExportLagSeries) {
  const t = useTranslations("LagChart");
  const common = useTranslations("Common");
  const longest = Math.max(...items.map(({ lagSeconds }) => lagSeconds ?? 0));
  const [unit, length] = units.find(([, seconds]) => longest >= 2 * seconds) ?? units[3];
  return (
    <SeriesChart
      bucket={bucket}
      figures={[
        {
          key: "lag",
          name: t("lag"),
          as: "bar",
          say: (lag) => durationWords(common, lag * length),
          short: (lag) => t(`axis.${unit}`, { count: String(lag) }),
        },
        { key: "waiting", name: t("waiting"), as: "line", say: String },
        { key: "dead", name: t("dead"), as: "line", tone: "negative", say: String },
      ]}
      items={items.map(({ lagSeconds, ...item }) => ({
        ...item,
        lag: lagSeconds === null ? null : lagSeconds / length,
      }))}
      unknown={t("unknown")}
    />
  );
}
