import { Button } from "@sunchak/ui/button";
import { ChevronLeftIcon, ChevronRightIcon } from "@sunchak/ui/icons";
import type { Line } from "@sunchak/web/log/log-text";
import { useTranslations } from "next-intl";
import { Moment } from "./moment.tsx";

/** The most lines on the page at once. */
const SIZE = 20;

interface LineListProps {
  /** By number. */
  lines: Line[];
  /** The number of the holder's own line. */
  mine: number | null;
  /** A number whose line is among those shown; the first lines when it is null. */
  shown: number | null;
  onShow(number: number): void;
}

/** All lines of a log, some at a time. */
export function LineList({ lines, mine, shown, onShow }: LineListProps) {
  const t = useTranslations("Log.lines");
  const at = lines.findIndex(({ number }) => number === shown);
  const from = Math.floor(Math.max(at, 0) / SIZE) * SIZE;
  const page = lines.slice(from, from + SIZE);
  const [first, last] = [page[0]?.number ?? 0, page.at(-1)?.number ?? 0];
  const step = (to: number, label: string, icon: React.ReactNode) => (
    <Button
      aria-disabled={lines[to] ? undefined : "true"}
      aria-label={label}
      look="outline"
      onClick={() => lines[to] && onShow(lines[to].number)}
      size="icon"
    >
      {icon}
    </Button>
  );
  const cell = "px-2 py-2.5 first:pl-3 last:pr-3";
  return (
    <section aria-labelledby="lines" className="grid grid-cols-1 gap-3">
      <h2 className="font-bold text-xl" id="lines">
        {t("title")}
      </h2>
      <table className="w-full table-fixed border-line border-y text-left tabular-nums">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr className="border-line border-b text-[0.8125rem] text-ink-muted">
            <th className={`${cell} w-24 font-medium`} scope="col">
              {t("number")}
            </th>
            <th className={`${cell} font-medium`} scope="col">
              {t("arrived")}
            </th>
            <th className={`${cell} w-24 font-medium`} scope="col">
              {t("door")}
            </th>
            <th className={`${cell} font-medium max-sm:sr-only`} scope="col">
              {t("hash")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {page.map((line) => (
            <tr
              className={line.number === mine ? "bg-drop-wash font-semibold" : ""}
              key={line.number}
            >
              <td className={cell}>
                {t("nth", { number: line.number })}
                {line.number === mine ? (
                  <span className="block text-drop-text text-sm">{t("mine")}</span>
                ) : null}
              </td>
              <td className={cell}>
                <Moment instant={line.arrivedAt} />
              </td>
              <td className={`${cell} truncate`}>
                {line.door === "before" ? t("before") : line.door}
              </td>
              <td className={`${cell} truncate font-mono text-[0.8125rem] max-sm:hidden`}>
                {line.hash}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <nav aria-label={t("title")} className="flex items-center justify-between gap-3">
        {step(from - SIZE, t("previous"), <ChevronLeftIcon />)}
        <p aria-live="polite" className="text-sm tabular-nums">
          {t("range", { first, last, total: lines.length })}
        </p>
        {step(from + SIZE, t("next"), <ChevronRightIcon />)}
      </nav>
    </section>
  );
}
