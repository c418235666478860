import { type ContentLanguage, inSeoul } from "@sunchak/core";

export type Cell = string | number | null;
export type Column<Row> = [heading: Record<ContentLanguage, string>, cellOf: (row: Row) => Cell];

/** The first line of a CSV file (RFC 4180, UTF-8 with a byte order mark). */
export const headOf = <Row>(columns: Column<Row>[], locale: ContentLanguage): string =>
  `\uFEFF${columns.map(([heading]) => heading[locale]).join(",")}\r\n`;

export const lineOf = <Row>(columns: Column<Row>[], row: Row): string =>
  `${columns.map(([, cellOf]) => cell(cellOf(row))).join(",")}\r\n`;

/** `YYYY-MM-DD HH:MM:SS`, which spreadsheets read as a time. */
export const seoulTime = (instant: string | null): string | null =>
  instant === null ? null : inSeoul(instant).slice(0, 19).replace("T", " ");

/** How many characters to gather before sending them. */
const CHUNK = 64 * 1024;

/**
 * The file of these rows, in the order of the columns. It yields pieces, so that a file of any
 * length is never in memory as a whole.
 */
export async function* piecesOf<Row>(
  columns: Column<Row>[],
  rows: AsyncIterable<Row>,
  locale: ContentLanguage,
): AsyncGenerator<string> {
  let text = headOf(columns, locale);
  for await (const row of rows) {
    text += lineOf(columns, row);
    if (text.length < CHUNK) continue;
    yield text;
    text = "";
  }
  yield text;
}

/**
 * A cell that no spreadsheet runs as a formula: text that begins like one gets an apostrophe, also
 * after apostrophes of its own, so that {@link textOf} finds every text again.
 * Numbers come from the shop, not from users, and stay numbers.
 */
export function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^'*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of which {@link cell} made a cell, once its quotes are read. */
export const textOf = (read: string): string =>
  /^'+[=+\-@\t\r]/.test(read) ? read.slice(1) : read;
