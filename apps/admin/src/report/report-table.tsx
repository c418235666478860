import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Query } from "@/list/read-query.ts";
import { type FigureName, listOf } from "./figures.ts";
import { useFigures } from "./use-figures.ts";

interface ReportTableProps<Key extends FigureName, Row> {
  /** For screen readers only. */
  caption: string;
  /** The heading of the rows' names. */
  head: string;
  figures: readonly Key[];
  rows: Row[];
  keyOf(row: Row): string;
  name(row: Row): ReactNode;
  /** The filters of the lists behind a row's figures, and behind the sums; null for none. */
  where(row: Row | null): Query | null;
  total: Partial<Record<Key, number>>;
}

/** A report's rows under their sums. On a narrow screen it moves aside under the rows' names. */
export function ReportTable<Key extends FigureName, Row extends Record<Key, number>>({
  caption,
  head,
  figures,
  rows,
  keyOf,
  name,
  where,
  total,
}: ReportTableProps<Key, Row>) {
  const t = useTranslations("Reports");
  const { nameOf, say } = useFigures();
  const first = "sticky left-0 bg-canvas pr-3 text-left";
  const cells = (values: Partial<Record<Key, number>>, filters: Query | null) =>
    figures.map((figure) => {
      const value = values[figure];
      const href = filters && value ? listOf(figure, filters) : undefined;
      const words = value === undefined ? "—" : say(figure, value);
      return (
        <td
          className={clsx("whitespace-nowrap py-2 pl-5 text-right", !value && "text-ink-muted")}
          key={figure}
        >
          {href ? (
            <Link className="hover:underline" href={href}>
              {words}
            </Link>
          ) : (
            words
          )}
        </td>
      );
    });
  return (
    <div className="overflow-x-auto border-line border-y">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-line border-b text-[0.8125rem] text-ink-muted">
            <th className={clsx(first, "whitespace-nowrap py-2.5 font-medium")} scope="col">
              {head}
            </th>
            {figures.map((figure) => (
              <th
                className="whitespace-nowrap py-2.5 pl-5 text-right font-medium"
                key={figure}
                scope="col"
              >
                {nameOf(figure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          <tr className="font-semibold">
            <th className={clsx(first, "py-2 font-semibold")} scope="row">
              {t("total")}
            </th>
            {cells(total, where(null))}
          </tr>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th className={clsx(first, "py-2 font-normal")} scope="row">
                {name(row)}
              </th>
              {cells(row, where(row))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
