import { type SeriesRange, seriesRanges } from "@sunchak/core/schema";
import { Link } from "@sunchak/web/link";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { hrefOf, type Query } from "@/list/read-query.ts";

/** The range that the URL names. */
export const rangeIn = (query: Query, unnamed: SeriesRange): SeriesRange =>
  seriesRanges.find((one) => one === query.range) ?? unnamed;

/** Links that set how much time a chart shows; the rest of the page's query stays. */
export function RangeLinks(props: { path: string; query: Query; range: SeriesRange }) {
  const { path, query, range } = props;
  const t = useTranslations("Dashboard");
  return (
    <nav aria-label={t("range")} className="flex gap-1">
      {seriesRanges.map((one) => (
        <Link
          aria-current={one === range ? "true" : undefined}
          className={clsx(
            "grid min-h-9 place-items-center rounded-control px-3 text-sm",
            one === range ? "bg-ink font-semibold text-canvas" : "hover:bg-sunken",
          )}
          href={hrefOf(path, { ...query, range: one })}
          key={one}
          prefetch={false}
          scroll={false}
        >
          {t(`ranges.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
