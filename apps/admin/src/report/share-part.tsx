import type { ReportInput } from "@sunchak/core/schema";
import { Meter } from "@sunchak/ui/meter";
import { Link } from "@sunchak/web/link";
import type { Query } from "@/list/read-query.ts";
import type { FigureName } from "./figures.ts";
import { KeyFigures } from "./key-figures.tsx";
import { ReportTable } from "./report-table.tsx";

interface Share {
  id: string;
  name: string;
  /** Its page. */
  href?: string;
  note?: string;
  /** The filter of the lists behind its figures; without one there are no such lists. */
  where?: Query;
}

interface SharePartProps<Key extends FigureName, Row> {
  caption: string;
  head: string;
  days: ReportInput;
  report: { items: Row[]; total: Record<Key, number> };
  keyFigures: readonly Key[];
  /** The table's columns; the bars show the first. */
  figures: readonly [Key, ...Key[]];
  shareOf(row: Row): Share;
}

/** What parts a sum has: a row each, with a bar that compares it with the largest. */
export function SharePart<Key extends FigureName, Row extends Record<Key, number>>({
  caption,
  head,
  days,
  report: { items, total },
  keyFigures,
  figures,
  shareOf,
}: SharePartProps<Key, Row>) {
  const [measure] = figures;
  const largest = Math.max(1, ...items.map((item) => item[measure]));
  return (
    <>
      <KeyFigures items={keyFigures.map((key) => [key, total[key]])} />
      <ReportTable
        caption={caption}
        figures={figures}
        head={head}
        keyOf={(row) => shareOf(row).id}
        name={(row) => {
          const { name, href, note } = shareOf(row);
          return (
            <span className="grid w-32 gap-1.5 sm:w-64">
              <span className="[overflow-wrap:anywhere]">
                {href ? (
                  <Link className="hover:underline" href={href}>
                    {name}
                  </Link>
                ) : (
                  name
                )}
                {note ? <span className="text-ink-muted"> · {note}</span> : null}
              </span>
              {/* The figure beside it says the same. */}
              <span aria-hidden="true" className="flex text-ink-muted">
                <Meter label={name} max={largest} value={Math.max(0, row[measure])} />
              </span>
            </span>
          );
        }}
        rows={items}
        total={total}
        where={(row) => {
          if (row === null) return days;
          const { where } = shareOf(row);
          return where ? { ...where, ...days } : null;
        }}
      />
    </>
  );
}
