import type { ReportInput, ReportName } from "@sunchak/core/schema";
import { ChevronLeftIcon, ChevronRightIcon } from "@sunchak/ui/icons";
import { formatDate, formatMonth } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Locale } from "@sunchak/web/locales";
import { clsx } from "clsx";
import { useLocale, useTranslations } from "next-intl";
import { FilterForm } from "@/list/filter-form.tsx";
import { hrefOf } from "@/list/read-query.ts";
import { type RangeName, rangeNames, stepped, wholeMonths } from "./days.ts";

interface RangeChooserProps {
  show: ReportName;
  days: ReportInput;
  range: RangeName | null;
  now: Date;
}

/** What days a report covers: a named time, any days, or as many before or after these. */
export function RangeChooser({ show, days, range, now }: RangeChooserProps) {
  const t = useTranslations("Reports");
  const locale = useLocale();
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <nav aria-label={t("range")} className="flex flex-wrap gap-1">
          {rangeNames.map((one) => (
            <Link
              aria-current={one === range ? "true" : undefined}
              className={clsx(
                "grid min-h-11 place-items-center rounded-control px-3 text-sm",
                one === range ? "bg-ink font-semibold text-canvas" : "hover:bg-sunken",
              )}
              href={hrefOf("/reports", { show, range: one })}
              key={one}
              scroll={false}
            >
              {t(`ranges.${one}`)}
            </Link>
          ))}
        </nav>
        <FilterForm
          filters={{
            from: { label: t("from"), kind: "date" },
            to: { label: t("to"), kind: "date" },
          }}
          key={`${days.from} ${days.to}`}
          path="/reports"
          query={{ show, ...days }}
          submit={t("apply")}
        />
      </div>
      <div className="-ml-3 flex items-center gap-1">
        <Step
          days={stepped(days, -1, now)}
          icon={ChevronLeftIcon}
          show={show}
          words={t("before")}
        />
        <h2 className="min-w-0 px-1 font-semibold text-lg tabular-nums">{wordsOf(days, locale)}</h2>
        <Step days={stepped(days, 1, now)} icon={ChevronRightIcon} show={show} words={t("after")} />
      </div>
    </div>
  );
}

interface StepProps {
  show: ReportName;
  days: ReportInput | null;
  icon: typeof ChevronLeftIcon;
  words: string;
}

function Step({ show, days, icon: Icon, words }: StepProps) {
  const box = "grid size-11 shrink-0 place-items-center rounded-control";
  if (!days) {
    return (
      <span aria-hidden="true" className={clsx(box, "text-line-strong opacity-40")}>
        <Icon className="size-5" />
      </span>
    );
  }
  return (
    <Link
      aria-label={words}
      className={clsx(box, "hover:bg-sunken")}
      href={hrefOf("/reports", { show, ...days })}
      scroll={false}
    >
      <Icon className="size-5" />
    </Link>
  );
}

/** The days in words: a month, whole months, or the first and the last day. */
function wordsOf(days: ReportInput, locale: Locale): string {
  const whole = wholeMonths(days);
  if (whole?.count === 1) return formatMonth(whole.month, locale);
  const say = (day: string) =>
    whole ? formatMonth(day.slice(0, 7), locale) : formatDate(`${day}T00:00:00+09:00`, locale);
  return days.from === days.to ? say(days.from) : `${say(days.from)} – ${say(days.to)}`;
}
