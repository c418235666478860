"use client";

import { inSeoul } from "@sunchak/core/seoul";
import { formatTime } from "@sunchak/web/dates";
import { clsx } from "clsx";
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

type Bucket = "hour" | "day" | "month";

/** One figure that is drawn for each bucket. */
export interface DrawnFigure<Key extends string> {
  key: Key;
  name: string;
  /** Bars use the left axis and stand on each other, lines the right one. */
  as: "bar" | "line";
  tone?: "negative";
  /** The value in words. */
  say(value: number): string;
  /** The same, short enough for the axis. */
  short?(value: number): string;
}

interface SeriesDrawingProps<Key extends string> {
  bucket: Bucket;
  /** Null where nothing is known. */
  items: ({ at: string } & Record<Key, number | null>)[];
  figures: DrawnFigure<Key>[];
  /** The text for a bucket without data; left out when every bucket has data. */
  unknown?: string;
}

const noChange = () => () => {};
const inkOf = (tone?: "negative") => (tone === "negative" ? "var(--negative)" : "var(--ink)");

/** The first bars are pale, those on them darker. */
const shadeOf = (nth: number) => (nth === 0 ? 0.22 : 0.6);

/** Figures over time, without words for a screen reader: a table beside it says the same. */
export function SeriesDrawing<Key extends string>({
  bucket,
  items,
  figures,
  unknown,
}: SeriesDrawingProps<Key>) {
  // The chart needs a width to draw, which only a browser has.
  const inBrowser = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const label = (at: string) => bucketLabel(bucket, at);
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
              {lines.length > 0 ? (
                <YAxis
                  allowDecimals={false}
                  axisLine={false}
                  orientation="right"
                  tick={tick}
                  tickLine={false}
                  width={32}
                  yAxisId="lines"
                />
              ) : null}
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
              {bars.map(({ key, name }, i) => (
                <Bar
                  dataKey={key}
                  fill="var(--ink)"
                  fillOpacity={shadeOf(i)}
                  isAnimationActive={false}
                  key={key}
                  name={name}
                  radius={i === bars.length - 1 ? [4, 4, 0, 0] : 0}
                  stackId="bars"
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
                  ? ["size-3 rounded-sm", key === bars[0]?.key ? "bg-ink/20" : "bg-ink/60"]
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
    </div>
  );
}

/** When a bucket begins, short: `14:00`, `11/23` or `2026/11` in Seoul. */
export function bucketLabel(bucket: Bucket, at: string): string {
  if (bucket === "hour") return formatTime(at);
  const [year, month, day] = inSeoul(at).slice(0, 10).split("-").map(Number);
  return bucket === "day" ? `${month}/${day}` : `${year}/${month}`;
}
