import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell(row: Row): ReactNode;
  /** Digits line up at the right edge. */
  numeric?: boolean;
  /**
   * Shown without its heading on a phone's card, such as a name or a checkbox. Those with a side
   * share lines, one at the start and one at the end; `tall` stands beside two at the end.
   */
  bare?: boolean | "start" | "tall" | "end";
}

interface DataTableProps<Row> {
  /** For screen readers only. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
}

/** Rows and columns; on a phone each row is a card of headings and values. */
export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  // Where all share lines, the card is as low as they are.
  const isCompact = columns.every(({ bare }) => typeof bare === "string");
  return (
    <table className="w-full border-line border-y text-left max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-line border-b">
          {columns.map(({ key, head, numeric }) => (
            <th
              className={clsx(
                "whitespace-nowrap px-3 py-2.5 font-medium text-[0.8125rem] text-ink-muted first:pl-1 last:pr-1",
                numeric && "text-right",
              )}
              key={key}
              scope="col"
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line max-md:block">
        {rows.map((row) => (
          <tr
            className={clsx(
              "hover:bg-sunken/60 max-md:grid max-md:grid-flow-row-dense max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4",
              isCompact ? "max-md:py-1.5 max-md:leading-5" : "max-md:gap-y-1.5 max-md:py-4",
            )}
            key={keyOf(row)}
          >
            {columns.map(({ key, head, cell, numeric, bare }) => (
              <td
                className={clsx(
                  "px-3 py-2.5 align-middle max-md:p-0 md:first:pl-1 md:last:pr-1",
                  numeric && "whitespace-nowrap text-right tabular-nums",
                  !bare && "max-md:flex max-md:justify-between max-md:gap-4 max-md:text-right",
                  bare === "start" || bare === "tall" || bare === "end"
                    ? [
                        "max-md:self-center",
                        bare === "end"
                          ? "max-md:col-start-2 max-md:justify-self-end"
                          : "max-md:col-start-1",
                        bare === "tall" && "max-md:row-span-2",
                      ]
                    : "max-md:order-1 max-md:col-span-2",
                )}
                key={key}
              >
                {bare ? null : (
                  <span aria-hidden="true" className="shrink-0 text-ink-muted text-sm md:hidden">
                    {head}
                  </span>
                )}
                {bare ? cell(row) : <span className="min-w-0">{cell(row)}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
