import type { SeriesReport } from "@sunchak/core/schema";
import { inSeoul } from "@sunchak/core/seoul";
import { formatDate, formatMonth } from "@sunchak/web/dates";
import { languages } from "@sunchak/web/locales";
import { useLocale, useTranslations } from "next-intl";
import { type DrawnFigure, SeriesDrawing } from "@/dashboard/series-drawing.tsx";
import { spanOf } from "@/list/read-query.ts";
import { wholeMonths } from "./days.ts";
import { type FigureName, figureUnits } from "./figures.ts";
import { KeyFigures } from "./key-figures.tsx";
import { ReportTable } from "./report-table.tsx";
import { useFigures } from "./use-figures.ts";

interface SeriesPartProps<Key extends FigureName, Total> {
  caption: string;
  report: SeriesReport<Record<Key, number>, Total>;
  keyFigures: [Key, number][];
  drawn: Partial<Record<Key, DrawnFigure<Key>["as"]>>;
  /** The table's columns. */
  figures: readonly Key[];
}

/** A report over time: its sums, its drawing, and a row for each day or month, the latest first. */
export function SeriesPart<Key extends FigureName, Total extends Partial<Record<Key, number>>>({
  caption,
  report: { bucket, items, total },
  keyFigures,
  drawn,
  figures,
}: SeriesPartProps<Key, Total>) {
  const t = useTranslations("Reports");
  const locale = useLocale();
  const { nameOf, say } = useFigures();
  const compact = new Intl.NumberFormat(languages[locale].tag, { notation: "compact" }).format;
  const whenOf = ({ from, to }: { from: string; to: string }) => {
    if (bucket === "day") return formatDate(from, locale);
    const days = spanOf(from, to);
    const month = formatMonth(inSeoul(from).slice(0, 7), locale);
    if (wholeMonths(days)) return month;
    return (
      <>
        {month}{" "}
        <span className="text-ink-muted">
          {Number(days.from.slice(8))}–{Number(days.to.slice(8))}
        </span>
      </>
    );
  };
  const first = items[0];
  const last = items.at(-1);
  return (
    <>
      <KeyFigures items={keyFigures} />
      <SeriesDrawing
        bucket={bucket}
        figures={(Object.keys(drawn) as Key[]).map((key) => ({
          key,
          name: nameOf(key),
          as: drawn[key] ?? "bar",
          say: (value) => say(key, value),
          short: figureUnits[key] === "won" ? compact : String,
        }))}
        items={items.map((item) => ({ ...item, at: item.from }))}
      />
      <ReportTable
        caption={caption}
        figures={figures}
        head={t(bucket === "day" ? "day" : "month")}
        keyOf={({ from }) => from}
        name={(row) => <span className="whitespace-nowrap">{whenOf(row)}</span>}
        rows={items.toReversed()}
        total={total}
        where={(row) => {
          const [begin, end] = [row?.from ?? first?.from, row?.to ?? last?.to];
          return begin && end ? spanOf(begin, end) : null;
        }}
      />
    </>
  );
}
