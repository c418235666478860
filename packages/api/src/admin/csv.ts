import type { ContentLanguage } from "@sunchak/core";

export type Cell = string | number | null;
export type Column<Row> = [heading: Record<ContentLanguage, string>, cellOf: (row: Row) => Cell];

/** The first line of a CSV file (RFC 4180, UTF-8 with a byte order mark). */
export const headOf = <Row>(columns: Column<Row>[], locale: ContentLanguage): string =>
  `\uFEFF${columns.map(([heading]) => heading[locale]).join(",")}\r\n`;

export const lineOf = <Row>(columns: Column<Row>[], row: Row): string =>
  `${columns.map(([, cellOf]) => cell(cellOf(row))).join(",")}\r\n`;

/**
 * A cell that no spreadsheet runs as a formula: text that begins like one gets an apostrophe.
 * Numbers come from the shop, not from users, and stay numbers.
 */
export function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
