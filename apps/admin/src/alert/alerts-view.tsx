"use client";

import { type AlertsNow, alertKinds, type ListMessages, toldKinds } from "@sunchak/core/schema";
import { Alert } from "@sunchak/ui/alert";
import { Badge } from "@sunchak/ui/badge";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { nameIn } from "@sunchak/web/locales";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { durationWords } from "@/i18n/duration.ts";
import type { Query } from "@/list/read-query.ts";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { worstFirst } from "@/shell/use-alerts.ts";
import { useTRPC } from "@/trpc/client.tsx";
import { AlertTabs } from "./alert-tabs.tsx";
import { MessageList } from "./message-list.tsx";

interface AlertsViewProps {
  query: Query;
  input: ListMessages;
  filters: ReactNode;
}

/** What holds now, the news, and the record of what was sent, read again every ten seconds. */
export function AlertsView({ query, input, filters }: AlertsViewProps) {
  const trpc = useTRPC().admin;
  const t = useTranslations("Alerts");
  const { data: now } = useSuspenseQuery(trpc.alert.now.queryOptions(undefined, polled));
  return (
    <Page lead={t("lead")} title={t("title")}>
      <LiveUpdates seconds={10} />
      <AlertTabs here="/alerts" />
      <Part title={t("now")}>
        <Watch now={now} />
        <AlertList alerts={now.alerts} />
      </Part>
      <Part title={t("news")}>
        <News now={now} />
      </Part>
      <Part title={t("record")}>
        <MessageList canMail={now.canMail} filters={filters} input={input} query={query} />
      </Part>
    </Page>
  );
}

/** Whether somebody watches; that all is well is said only of a watch that found everything out. */
function Watch({ now: { checkedAt, isWatched, unknown, alerts } }: { now: AlertsNow }) {
  const t = useTranslations("Alerts");
  const locale = useLocale();
  const when = checkedAt && formatMoment(checkedAt, locale);
  if (!isWatched || when === null) {
    return (
      <Alert role="status" title={t("unwatched")} tone="negative">
        {when ? t("unwatchedSince", { when }) : t("unwatchedEver")}
      </Alert>
    );
  }
  if (unknown.length > 0) {
    return (
      <Alert role="status" title={t("unknown")} tone="caution">
        {t("unknownBody", { kinds: unknown.map((kind) => t(`kinds.${kind}`)).join(", ") })}{" "}
        {t("checked", { when })}
      </Alert>
    );
  }
  return alerts.length > 0 ? (
    <p className="text-ink-muted tabular-nums">{t("checked", { when })}</p>
  ) : (
    <Alert role="status" title={t("well")} tone="positive">
      {t("wellBody", { when })}
    </Alert>
  );
}

/** The worst first; each with its age, whether it was told, what to do, and the way there. */
function AlertList({ alerts }: Pick<AlertsNow, "alerts">) {
  const t = useTranslations("Alerts");
  const nav = useTranslations("Nav");
  const common = useTranslations("Common");
  if (alerts.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-line border-y">
      {worstFirst(alerts).map(({ kind, ageSeconds, toldAt }) => {
        const { section, tone } = alertKinds[kind];
        return (
          <li
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4"
            key={kind}
          >
            <div className="grid gap-1">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <Badge tone={tone}>{t(tone === "negative" ? "grave" : "mild")}</Badge>
                <span className="font-semibold">{t(`titles.${kind}`)}</span>
              </p>
              <p>{t(`todo.${kind}`)}</p>
              <p className="flex flex-wrap gap-x-3 text-ink-muted text-sm tabular-nums">
                {ageSeconds === null ? null : (
                  <span>{t("lasting", { age: durationWords(common, ageSeconds) })}</span>
                )}
                <Told at={toldAt} />
              </p>
            </div>
            {section === "alerts" ? null : (
              <Link
                className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
                href={`/${section}`}
                prefetch={false}
              >
                {t("go", { page: nav(section) })}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Campaigns and products, the newest first. */
function News({ now: { news, moreNews } }: { now: AlertsNow }) {
  const t = useTranslations("Alerts");
  const locale = useLocale();
  if (news.length === 0) return <p className="text-ink-muted">{t("newsEmpty")}</p>;
  return (
    <>
      <ul className="divide-y divide-line border-line border-y">
        {news.map(({ kind, since, toldAt, subject }) => (
          <li
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-3"
            key={`${kind} ${subject.id}`}
          >
            <span className="grid gap-0.5">
              <Link
                className="font-medium hover:underline"
                href={`/${toldKinds[kind].section}/${subject.id}`}
                prefetch={false}
              >
                {nameIn(subject, locale)}
              </Link>
              <span className="text-ink-muted text-sm">{t(`titles.${kind}`)}</span>
            </span>
            <span className="flex flex-wrap gap-x-3 text-ink-muted text-sm tabular-nums">
              <span>{formatMoment(since, locale)}</span>
              <Told at={toldAt} />
            </span>
          </li>
        ))}
      </ul>
      {moreNews > 0 ? <p className="text-ink-muted">{t("moreNews", { count: moreNews })}</p> : null}
    </>
  );
}

function Told({ at }: { at: string | null }) {
  const t = useTranslations("Alerts");
  const locale = useLocale();
  return <span>{at ? t("told", { when: formatMoment(at, locale) }) : t("untold")}</span>;
}
