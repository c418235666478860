"use client";

import { Link } from "@sunchak/web/link";
import { useTranslations } from "next-intl";
import { bucketLabel, type DrawnFigure, SeriesDrawing } from "./series-drawing.tsx";

/** One figure of each bucket. */
interface Figure<Key extends string> extends Omit<DrawnFigure<Key>, "as"> {
  /** `table`: not drawn, only in the table. */
  as: DrawnFigure<Key>["as"] | "table";
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

/** Figures over time; the table under the drawing says the same in words. */
export function SeriesChart<Key extends string>({
  bucket,
  items,
  figures,
  unknown,
}: SeriesChartProps<Key>) {
  const t = useTranslations("Dashboard");
  const drawn = figures.flatMap(({ as, ...figure }) => (as === "table" ? [] : [{ ...figure, as }]));
  const isGap = (item: Record<Key, number | null>) =>
    figures.every(({ key }) => item[key] === null);
  return (
    <div className="grid gap-3">
      <SeriesDrawing bucket={bucket} figures={drawn} items={items} unknown={unknown} />
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
                  {bucketLabel(bucket, item.at)}
                </th>
                {isGap(item) ? (
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
