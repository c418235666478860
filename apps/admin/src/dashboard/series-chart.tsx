"use client";

import { inSeoul } from "@sunchak/core/seoul";
import { formatTime } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";

/** One figure that the chart shows for each bucket. */
interface Figure<Key extends string> {
  key: Key;
  name: string;
  /** Bars use the left axis, lines the right one; `table`: not drawn, only in the table. */
  as: "bar" | "line" | "table";
  tone?: "negative";
  /** The value in words. */
  say(value: number): string;
  /** The same, short enough for the axis. */
  short?(value: number): string;
  /** The list behind the value of the bucket that begins then. */
  href?(at: string): string;
}

interface SeriesChartProps<Key extends string> {
  bucket: "hour" | "day";
  /** Null where nothing is known. */
  items: ({ at: string } & Record<Key, number | null>)[];
  figures: Figure<Key>[];
  /** The text for a bucket without data; left out when every bucket has data. */
  unknown?: string;
}

const noChange = () => () => {};
const inkOf = (tone?: "negative") => (tone === "negative" ? "var(--negative)" : "var(--ink)");

/** Figures over time; the table under the drawing says the same in words. */
export function SeriesChart<Key extends string>({
  bucket,
  items,
  figures,
  unknown,
}: SeriesChartProps<Key>) {
  const t = useTranslations("Dashboard");
  // The chart needs a width to draw, which only a browser has.
  const inBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const label = (at: string) => (bucket === "hour" ? formatTime(at) : seoulDay(at));
  const tick = { fill: "var(--ink-muted)", fontSize: 12 };
  const bars = figures.filter(({ as }) => as === "bar");
  const lines = figures.filter(({ as }) => as === "line");
  const gaps = items.filter((item) => figures.every(({ key }) => item[key] === null));
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
                allowDecimals={false}
                axisLine={false}
                tick={tick}
                tickFormatter={bars[0]?.short}
                tickLine={false}
                width={52}
                yAxisId="bars"
              />
              <YAxis
                allowDecimals={false}
                axisLine={false}
                orientation="right"
                tick={tick}
                tickLine={false}
                width={32}
                yAxisId="lines"
              />
              {gaps.map(({ at }) => (
                <ReferenceArea
                  fill="var(--sunken)"
                  fillOpacity={1}
                  key={at}
                  stroke="none"
                  x1={at}
                  x2={at}
                  yAxisId="bars"
                />
              ))}
              <Tooltip
                contentStyle={{
                  background: "var(--raised)",
                  border: "1px solid var(--line)",
                  borderRadius: 10,
                  color: "var(--ink)",
                }}
                cursor={{ fill: "var(--sunken)" }}
                formatter={(value, name) => [
                  figures.find((figure) => figure.name === name)?.say(Number(value)),
                  name,
                ]}
                isAnimationActive={false}
                itemStyle={{ color: "var(--ink)" }}
                labelFormatter={(at) => label(String(at))}
              />
              {bars.map(({ key, name }) => (
                <Bar
                  dataKey={key}
                  fill="var(--ink)"
                  fillOpacity={0.22}
                  isAnimationActive={false}
                  key={key}
                  name={name}
                  radius={[4, 4, 0, 0]}
                  yAxisId="bars"
                />
              ))}
              {lines.map(({ key, name, tone }) => (
                <Line
                  dataKey={key}
                  // A value between two gaps draws no line, so it needs a dot.
                  dot={unknown ? { r: 2, fill: inkOf(tone), strokeWidth: 0 } : false}
                  isAnimationActive={false}
                  key={key}
                  name={name}
                  stroke={inkOf(tone)}
                  strokeWidth={2}
                  type="linear"
                  yAxisId="lines"
                />
              ))}
            </ComposedChart>
          </ResponsiveContainer>
        ) : null}
      </div>
      <p aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-ink-muted text-sm">
        {[...bars, ...lines].map(({ key, name, as, tone }) => (
          <span className="inline-flex items-center gap-1.5" key={key}>
            <span
              className={clsx(
                as === "bar"
                  ? "size-3 rounded-sm bg-ink/20"
                  : ["h-0.5 w-4", tone === "negative" ? "bg-negative" : "bg-ink"],
              )}
            />
            {name}
          </span>
        ))}
        {unknown && gaps.length > 0 ? (
          <span className="inline-flex items-center gap-1.5">
            <span className="size-3 rounded-sm border border-line bg-sunken" />
            {unknown}
          </span>
        ) : null}
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
              {figures.map(({ key, name }) => (
                <th className="py-1 text-right font-medium" key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {items.map((item) => (
              <tr key={item.at}>
                <th className="py-1 text-left font-normal" scope="row">
                  {label(item.at)}
                </th>
                {gaps.includes(item) ? (
                  <td className="text-right text-ink-muted" colSpan={figures.length}>
                    {unknown}
                  </td>
                ) : (
                  figures.map(({ key, say, href }) => (
                    <td className="text-right" key={key}>
                      {href ? (
                        <Link className="hover:underline" href={href(item.at)} prefetch={false}>
                          {say(item[key] ?? 0)}
                        </Link>
                      ) : (
                        say(item[key] ?? 0)
                      )}
                    </td>
                  ))
                )}
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
  const [, month, day] = inSeoul(at).slice(0, 10).split("-").map(Number);
  return `${month}/${day}`;
}
