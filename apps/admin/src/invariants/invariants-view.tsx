"use client";

import { invariantNumbers, LATE_SECONDS } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Badge } from "@sunchak/ui/badge";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { Act } from "@/action/act.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Page } from "@/shell/page.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { BrokenRowCard } from "./broken-row.tsx";

/** What the last check of the invariants found, read again every ten seconds. */
export function InvariantsView() {
  const trpc = useTRPC().admin;
  const locale = useLocale();
  const t = useTranslations("Invariants");
  const common = useTranslations("Common");
  const { data: report } = useSuspenseQuery(trpc.invariant.last.queryOptions(undefined, polled));
  const { now, checkedAt, holds } = report;
  const seconds = checkedAt ? (Date.parse(now) - Date.parse(checkedAt)) / 1_000 : 0;
  const byNumber = new Map(report.results.map((result) => [result.number, result]));
  // A check names only so many rows. There may be more when the last of them is repaired.
  const badgeOf = ({ holds: isRight, rows }: (typeof report.results)[number]) => {
    if (isRight) return t("holds");
    return rows.length > 0 ? t("broken", { count: rows.length }) : t("checkAgain");
  };
  const broken = report.results.filter((result) => !result.holds).length;
  return (
    <Page
      actions={<Act call="checkInvariants" input={{}} look="solid" />}
      lead={
        checkedAt
          ? t("asOf", {
              when: formatMoment(checkedAt, locale),
              age: durationWords(common, seconds),
            })
          : t("lead")
      }
      title={t("title")}
    >
      <LiveUpdates seconds={10} />
      {checkedAt === null ? (
        <EmptyState as="h2" title={t("never")}>
          {t("neverBody")}
        </EmptyState>
      ) : null}
      {seconds > LATE_SECONDS.invariants ? (
        <Alert role="status" title={t("old")} tone="caution">
          {t("oldBody")}
        </Alert>
      ) : null}
      {holds === null ? null : (
        <Alert
          role="status"
          title={holds ? t("allHold") : t("someBroken", { count: broken })}
          tone={holds ? "positive" : "negative"}
        >
          {holds ? t("allHoldBody") : t("someBrokenBody")}
        </Alert>
      )}
      <ol className="divide-y divide-line border-line border-y">
        {invariantNumbers.map((number) => {
          const result = byNumber.get(number);
          return (
            <li className="grid gap-3 py-3.5" key={number}>
              <div className="flex items-start justify-between gap-4">
                <p>
                  <span className="mr-2 text-ink-muted tabular-nums">{number}</span>
                  {t(`rules.${number}`)}
                </p>
                {result ? (
                  <Badge tone={result.holds ? "positive" : "negative"}>{badgeOf(result)}</Badge>
                ) : null}
              </div>
              {result && result.rows.length > 0 ? (
                <ul className="grid gap-3">
                  {result.rows.map((row) => (
                    <BrokenRowCard key={`${row.kind} ${row.subjectId}`} row={row} />
                  ))}
                </ul>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Page>
  );
}
