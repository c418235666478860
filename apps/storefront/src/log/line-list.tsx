import { Button } from "@sunchak/ui/button";
import { ChevronLeftIcon, ChevronRightIcon } from "@sunchak/ui/icons";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Moment } from "./moment.tsx";
import type { Checked } from "./use-log-check.ts";

/** The most lines on the page at once. */
const SIZE = 20;

export interface Shown {
  /** Its line is among those shown. */
  number: number;
  /** Whether the visitor looks for this very line: then it gets the focus. */
  isSought: boolean;
}

interface LineListProps extends Checked {
  /** The first lines when it is null. */
  shown: Shown | null;
  onShow(shown: Shown): void;
}

/** All lines of a log, some at a time. */
export function LineList({ report, proof, shown, onShow }: LineListProps) {
  const t = useTranslations("Log.lines");
  const { lines, faults } = report;
  const isMine = proof && proof.from !== "nameless" && faults.length === 0;
  const mine = isMine ? proof.receipt.number : null;
  const sought = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (shown?.isSought) sought.current?.focus();
  }, [shown]);
  const at = lines.findIndex(({ number }) => number === shown?.number);
  const from = Math.floor(Math.max(at, 0) / SIZE) * SIZE;
  const page = lines.slice(from, from + SIZE);
  const [first, last] = [page[0]?.number ?? 0, page.at(-1)?.number ?? 0];
  const step = (to: number, label: string, icon: React.ReactNode) => (
    <Button
      aria-disabled={lines[to] ? undefined : "true"}
      aria-label={label}
      look="outline"
      onClick={() => lines[to] && onShow({ number: lines[to].number, isSought: false })}
      size="icon"
    >
      {icon}
    </Button>
  );
  const cell = "px-2 py-2.5 first:pl-3 last:pr-3";
  return (
    <div className="grid grid-cols-1 gap-3">
      <h2 className="font-bold text-xl" id="lines">
        {t("title")}
      </h2>
      <table
        aria-labelledby="lines"
        className="w-full table-fixed border-line border-y text-left tabular-nums"
      >
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
            <th className={`${cell} font-medium max-sm:hidden`} scope="col">
              {t("hash")}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {page.map((line) => (
            <tr
              className={line.number === mine ? "bg-drop-wash font-semibold" : ""}
              key={line.number}
              ref={line.number === shown?.number ? sought : undefined}
              tabIndex={line.number === shown?.number ? -1 : undefined}
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
      <div className="flex items-center justify-between gap-3">
        {step(from - SIZE, t("previous"), <ChevronLeftIcon />)}
        <p aria-live="polite" className="text-sm tabular-nums">
          {t("range", { first, last, total: lines.length })}
        </p>
        {step(from + SIZE, t("next"), <ChevronRightIcon />)}
      </div>
    </div>
  );
}
