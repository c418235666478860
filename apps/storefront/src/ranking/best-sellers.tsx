"use client";

import type { RankingDays } from "@sunchak/core/schema";
import { Button } from "@sunchak/ui/button";
import { Select } from "@sunchak/ui/field";
import type { NamedCategory } from "@sunchak/web/categories";
import { formatMoment } from "@sunchak/web/dates";
import { useKeptFocus } from "@sunchak/web/use-kept-focus";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { call } from "@/trpc/call.ts";
import { TopList } from "./top-list.tsx";
import { useAsked } from "./use-asked.ts";
import { type TopNow, withSoldOut } from "./with-sold-out.ts";

interface Ranking {
  days: RankingDays;
  category: string | null;
  /** Null when it could not be read. */
  top: TopNow | null;
}

interface BestSellersProps {
  /** What the page was rendered with. */
  usual: Ranking & { category: null; top: TopNow };
  windows: readonly RankingDays[];
  categories: NamedCategory[];
}

/** The best sellers with the time of their count, of the window and the category that one picks. */
export function BestSellers({ usual, windows, categories }: BestSellersProps) {
  const t = useTranslations("Top");
  const locale = useLocale();
  const { query, ask } = useAsked();
  const days = windows.find((one) => String(one) === query.get("days")) ?? usual.days;
  const category = categories.find(({ slug }) => slug === query.get("category"))?.slug ?? null;
  const isUsual = days === usual.days && category === null;
  const { shown: read, readAgain } = useRanking(isUsual ? null : { days, category }, usual);
  const { top } = read;
  const isRead = read.days === days && read.category === category;
  const place = useKeptFocus<HTMLDivElement>();
  const categoryName = categories.find(({ slug }) => slug === read.category)?.name ?? t("all");

  return (
    <section aria-labelledby="top-title">
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-bold text-title" id="top-title">
          {t("title", { days: read.days })}
        </h2>
        <p className="text-ink-muted text-sm tabular-nums">
          {!top
            ? null
            : top.aggregatedAt
              ? t("asOf", { when: formatMoment(top.aggregatedAt, locale) })
              : t("notYet")}
        </p>
      </div>
      {usual.top.aggregatedAt ? (
        <div className="noscript:hidden mb-6 flex flex-wrap items-center gap-3">
          <fieldset className="flex flex-wrap gap-1 rounded-control bg-sunken p-1 max-sm:w-full">
            <legend className="sr-only">{t("window")}</legend>
            {windows.map((one) => (
              <label
                className="relative grid min-h-11 grow place-items-center whitespace-nowrap rounded-control px-2 text-ink-muted tabular-nums sm:px-4 hover:text-ink has-checked:bg-ink has-checked:font-semibold has-checked:text-canvas has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
                key={one}
              >
                <input
                  checked={one === days}
                  className="sr-only"
                  name="days"
                  onChange={() => ask("days", one === usual.days ? null : String(one))}
                  type="radio"
                  value={one}
                />
                {t("days", { days: one })}
              </label>
            ))}
          </fieldset>
          {categories.length > 0 ? (
            <div className="max-sm:w-full sm:min-w-48">
              <Select
                hideLabel
                id="top-category"
                label={t("category")}
                onChange={(event) => ask("category", event.target.value || null)}
                value={category ?? ""}
              >
                <option value="">{t("all")}</option>
                {categories.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </Select>
            </div>
          ) : null}
        </div>
      ) : null}
      <p className="sr-only" role="status">
        {isRead && top
          ? t("shown", { days: read.days, category: categoryName, count: top.items.length })
          : null}
      </p>
      <div
        {...place}
        aria-busy={!isRead}
        className="transition-opacity aria-busy:opacity-50 aria-busy:delay-150"
      >
        {!top ? (
          <div className="grid justify-items-start gap-4 rounded-card bg-sunken p-8" role="alert">
            <p>{t("failed")}</p>
            <Button look="outline" onClick={readAgain}>
              {t("again")}
            </Button>
          </div>
        ) : top.items.length > 0 ? (
          <TopList {...top} />
        ) : (
          <p className="rounded-card bg-sunken p-8 text-ink-muted">
            {top.aggregatedAt ? t("none") : t("empty")}
          </p>
        )}
      </div>
    </section>
  );
}

/**
 * Reads a ranking other than the usual one, and reads it again when the shop has counted anew.
 * @param asked null for the usual one.
 * @returns the one to show: until an answer is there, the one before.
 */
function useRanking(
  asked: Pick<Ranking, "days" | "category"> | null,
  usual: BestSellersProps["usual"],
) {
  const [answer, setAnswer] = useState<(Ranking & { counted: string | null }) | null>(null);
  const { days, category } = asked ?? {};
  const counted = usual.top.aggregatedAt;
  const isAnswered =
    answer?.days === days && answer?.category === category && answer?.counted === counted;

  useEffect(() => {
    if (days === undefined || category === undefined) {
      setAnswer(null);
      return;
    }
    if (isAnswered) return;
    let isOvertaken = false;
    const tell = (top: TopNow | null) => {
      if (!isOvertaken) setAnswer({ days, category, counted, top });
    };
    call("GET", ["product", "top"], { days, ...(category !== null && { category }) })
      .then((top) => withSoldOut(top, (input) => call("GET", ["product", "some"], input)))
      .then(tell, () => tell(null));
    return () => {
      isOvertaken = true;
    };
  }, [days, category, counted, isAnswered]);

  return { shown: (asked && answer) ?? usual, readAgain: () => setAnswer(null) };
}
