import type { Measure } from "./measure.ts";

/** A line of a bench's table. */
export interface Row {
  what: string;
  ours: Measure;
  /** The best that the same machine can do, measured in the same run. */
  floor?: Measure & { name: string };
  /** Our rate divided by the floor's, or our median time by the floor's. */
  compared: "rate" | "time";
  target?: Target;
  /** A remark beside the numbers. */
  note?: string;
}

export interface Target {
  text: string;
  met(row: Row): boolean;
}

export interface Report {
  bench: string;
  title: string;
  rows: Row[];
}

export function ratioOf({ ours, floor, compared }: Row): number | null {
  if (!floor) return null;
  return compared === "rate" ? ours.perSecond / floor.perSecond : ours.p50 / floor.p50;
}

export const ratioAtLeast = (least: number): Target => ({
  text: `≥ ${least} ×`,
  met: (row) => (ratioOf(row) ?? 0) >= least,
});
export const ratioAtMost = (most: number): Target => ({
  text: `≤ ${most} ×`,
  met: (row) => (ratioOf(row) ?? Number.POSITIVE_INFINITY) <= most,
});
export const rateAtLeast = (least: number): Target => ({
  text: `≥ ${number(least)}/s`,
  met: (row) => row.ours.perSecond >= least,
});
export const p95Below = (limit: number): Target => ({
  text: `p95 < ${limit} ms`,
  met: (row) => row.ours.p95 < limit,
});
export const p99Below = (limit: number): Target => ({
  text: `p99 < ${number(limit)} ms`,
  met: (row) => row.ours.p99 < limit,
});
export const either = (one: Target, other: Target): Target => ({
  text: `${one.text} or ${other.text}`,
  met: (row) => one.met(row) || other.met(row),
});

const columns = ["", "/s", "p50", "p95", "p99", "CPU", "floor", "/s", "p50", "ratio", "target", ""];

function cells(row: Row): string[] {
  const { what, ours, floor, target, note } = row;
  const ratio = ratioOf(row);
  return [
    what,
    number(ours.perSecond),
    number(ours.p50),
    number(ours.p95),
    number(ours.p99),
    ours.cpu === null ? "" : number(ours.cpu),
    floor?.name ?? "",
    floor ? number(floor.perSecond) : "",
    floor ? number(floor.p50) : "",
    ratio === null ? "" : `${ratio.toFixed(2)} ×`,
    target?.text ?? "",
    [target ? (target.met(row) ? "met" : "MISSED") : "", note ?? ""].filter(Boolean).join("; "),
  ];
}

/** Three digits are enough. */
function number(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** The report as a table for a terminal; times, and CPU per call, in milliseconds. */
export function tableOf({ bench, title, rows }: Report): string {
  const lines = [columns, ...rows.map(cells)];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => (line[i] ?? "").length)));
  const text = lines.map((line) =>
    line
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return `${bench}: ${title} (ms a call)\n${text.join("\n")}\n`;
}

/** The same as a table in Markdown, for docs/performance.md. */
export function markdownOf({ bench, rows }: Report): string {
  const line = (row: string[]) => `| ${row.join(" | ")} |`;
  const head = columns.map((name, i) => (i === 0 ? `\`${bench}\`` : name));
  const rule = columns.map((_, i) => (isText(i) ? "---" : "--:"));
  return `${[head, rule, ...rows.map(cells)].map(line).join("\n")}\n`;
}

const isText = (column: number) => [0, 6, 10, 11].includes(column);

/** The report for a program, to compare one run with a later one. */
export function jsonOf(report: Report, run: Record<string, unknown>): string {
  const rows = report.rows.map((row) => ({
    ...row,
    ratio: ratioOf(row),
    target: row.target && { text: row.target.text, met: row.target.met(row) },
  }));
  return `${JSON.stringify({ ...report, ...run, rows }, null, 2)}\n`;
}
