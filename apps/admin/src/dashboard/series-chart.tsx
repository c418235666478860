"use client";

import { formatWon } from "@sunchak/ui/format";
import { formatTime } from "@sunchak/web/dates";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

interface SeriesChartProps {
  bucket: "hour" | "day";
  items: { at: string; sales: number; orders: number; refunds: number }[];
}

const noChange = () => () => {};

/** Sales as bars and orders as a line; the table under it says the same in numbers. */
export function SeriesChart({ bucket, items }: SeriesChartProps) {
  const t = useTranslations("Dashboard");
  const locale = useLocale();
  // A chart needs a width to be drawn to, which only a browser has.
  const inBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const label = (at: string) => (bucket === "hour" ? formatTime(at) : seoulDay(at));
  const tick = { fill: "var(--ink-muted)", fontSize: 12 };
  return (
    <div className="grid gap-3">
      <div aria-hidden="true" className="h-64">
        {inBrowser ? (
          <ResponsiveContainer height="100%" width="100%">
            <ComposedChart
              accessibilityLayer={false}
              data={items}
              margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
            >
              <CartesianGrid stroke="var(--line)" vertical={false} />
              <XAxis
                axisLine={false}
                dataKey="at"
                minTickGap={28}
                tick={tick}
                tickFormatter={label}
                tickLine={false}
              />
              <YAxis
                axisLine={false}
                tick={tick}
                tickFormatter={(value: number) => shortWon(value, locale)}
                tickLine={false}
                width={52}
                yAxisId="sales"
              />
              <YAxis
                allowDecimals={false}
                axisLine={false}
                orientation="right"
                tick={tick}
                tickLine={false}
                width={32}
                yAxisId="orders"
              />
              <Tooltip
                contentStyle={{
                  background: "var(--raised)",
                  border: "1px solid var(--line)",
                  borderRadius: 10,
                  color: "var(--ink)",
                }}
                cursor={{ fill: "var(--sunken)" }}
                formatter={(value, name) => [
                  name === t("orders") ? String(value) : formatWon(Number(value), locale),
                  name,
                ]}
                isAnimationActive={false}
                labelFormatter={(at) => label(String(at))}
              />
              <Bar
                dataKey="sales"
                fill="var(--ink)"
                fillOpacity={0.22}
                isAnimationActive={false}
                name={t("sales")}
                radius={[4, 4, 0, 0]}
                yAxisId="sales"
              />
              <Line
                dataKey="orders"
                dot={false}
                isAnimationActive={false}
                name={t("orders")}
                stroke="var(--ink)"
                strokeWidth={2}
                type="monotone"
                yAxisId="orders"
              />
            </ComposedChart>
          </ResponsiveContainer>
        ) : null}
      </div>
      <p aria-hidden="true" className="flex gap-4 text-ink-muted text-sm">
        <span className="inline-flex items-center gap-1.5">
          <span className="size-3 rounded-sm bg-ink/20" />
          {t("sales")}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span className="h-0.5 w-4 bg-ink" />
          {t("orders")}
        </span>
      </p>
      <details>
        <summary className="inline-flex min-h-9 items-center rounded-control text-sm underline underline-offset-4">
          {t("asTable")}
        </summary>
        <table className="mt-2 w-full text-sm tabular-nums">
          <thead className="text-ink-muted">
            <tr>
              <th className="py-1 text-left font-medium" scope="col">
                {t("when")}
              </th>
              {(["sales", "orders", "refunds"] as const).map((name) => (
                <th className="py-1 text-right font-medium" key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {items.map(({ at, sales, orders, refunds }) => (
              <tr key={at}>
                <th className="py-1 text-left font-normal" scope="row">
                  {label(at)}
                </th>
                <td className="text-right">{formatWon(sales, locale)}</td>
                <td className="text-right">{orders}</td>
                <td className="text-right">{formatWon(refunds, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

/** Month and day in Seoul, `11/23`. */
function seoulDay(at: string): string {
  const date = new Date(Date.parse(at) + 9 * 3_600_000);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}`;
}

function shortWon(value: number, locale: string): string {
  if (locale === "ko") return value >= 10_000 ? `${Math.round(value / 10_000)}만` : String(value);
  if (value >= 1_000_000) return `${value / 1_000_000}M`;
  return value >= 1_000 ? `${Math.round(value / 1_000)}k` : String(value);
}
