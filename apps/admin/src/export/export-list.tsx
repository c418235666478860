"use client";

import { LATE_SECONDS, type ListExports, type SeriesRange } from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Act } from "@/action/act.tsx";
import { RangeLinks } from "@/dashboard/range-links.tsx";
import { Stat } from "@/dashboard/stat.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { Pager } from "@/list/pager.tsx";
import type { Query } from "@/list/read-query.ts";
import { SelectBox, Selection } from "@/list/selection.tsx";
import { Totals } from "@/list/totals.tsx";
import { May } from "@/session/may.tsx";
import { LiveUpdates, polled } from "@/shell/live-updates.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { useTRPC } from "@/trpc/client.tsx";
import { ChangeDestination } from "./change-destination.tsx";
import { errorWords } from "./error-words.ts";
import { ExportAlerts } from "./export-alerts.tsx";
import { LagChart } from "./lag-chart.tsx";
import { ExportStatusBadge } from "./status-badge.tsx";

interface ExportListProps {
  query: Query;
  /** The part of the query that asks for a page of the list. */
  input: ListExports;
  range: SeriesRange;
  filters: ReactNode;
}

/** The state of the exports, and a list of them, read again every ten seconds. */
export function ExportList({ query, input, range, filters }: ExportListProps) {
  const trpc = useTRPC().admin;
  const locale = useLocale();
  const t = useTranslations("Exports");
  const destination = useTranslations("Destination");
  const common = useTranslations("Common");
  const errors = useTranslations("ExportError");
  const { data: status } = useSuspenseQuery(trpc.export.status.queryOptions(undefined, polled));
  const { data: lag } = useSuspenseQuery(trpc.export.lag.queryOptions({ range }, polled));
  const { data: list } = useSuspenseQuery(trpc.export.list.queryOptions(input, polled));
  const { items, nextCursor, total } = list;
  const dead = items.filter((event) => event.status === "DEAD");
  return (
    <Page
      actions={
        <>
          {status.failing > 0 ? <Act call="retryAllWaiting" input={{}} /> : null}
          {status.dead > 0 ? <Act call="replayAllDead" input={{}} /> : null}
          <Act call={status.paused ? "resumeExports" : "pauseExports"} input={{}} />
        </>
      }
      lead={t("lead")}
      title={t("title")}
    >
      <LiveUpdates seconds={10} />
      <ExportAlerts status={status} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 [&>:last-child]:col-span-2 sm:[&>:last-child]:col-span-1">
        <Stat
          href="/exports?status=PENDING"
          name={t("waiting")}
          note={status.failing > 0 ? t("failing", { count: status.failing }) : null}
          value={status.waiting}
        />
        <Stat
          href="/exports?status=DEAD"
          name={t("dead")}
          tone={status.dead > 0 ? "negative" : undefined}
          value={status.dead}
        />
        <Stat
          href="/exports?status=PENDING"
          name={t("lag")}
          tone={status.lagSeconds > LATE_SECONDS.export ? "caution" : undefined}
          value={durationWords(common, status.lagSeconds)}
        />
      </div>
      <Part
        aside={
          <May call="export.setDestination">
            <ChangeDestination current={status.destination} />
          </May>
        }
        title={destination("heading")}
      >
        <p className="[overflow-wrap:anywhere]">{status.destination ?? destination("none")}</p>
        {status.ownDestination === null ? (
          <p className="text-ink-muted text-sm">{destination("left")}</p>
        ) : null}
      </Part>
      <Part aside={<RangeLinks path="/exports" query={query} range={range} />} title={t("chart")}>
        <LagChart {...lag} />
      </Part>
      {filters}
      {total === null ? null : <Totals items={[[t("title"), t("count", { count: total })]]} />}
      {items.length === 0 ? (
        <EmptyState as="h2" title={t("empty")}>
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <Selection
          all={t("allDead", { count: dead.length })}
          call="replay"
          visible={dead.map(({ id }) => id)}
        >
          <DataTable
            caption={t("title")}
            columns={[
              {
                key: "type",
                head: t("type"),
                bare: true,
                cell: (event) => (
                  <span className="flex items-center gap-3">
                    {event.status === "DEAD" ? (
                      <SelectBox id={event.id} label={`${event.type} ${event.orderNumber ?? ""}`} />
                    ) : dead.length > 0 ? (
                      <span className="w-4.5 shrink-0 max-md:hidden" />
                    ) : null}
                    <Link
                      className="grid justify-items-start hover:underline"
                      href={`/exports/${event.id}`}
                      prefetch={false}
                    >
                      <span className="font-medium">{event.type}</span>
                      <span className="text-ink-muted text-sm tabular-nums">
                        {event.orderNumber}
                      </span>
                    </Link>
                  </span>
                ),
              },
              {
                key: "status",
                head: t("status"),
                cell: (event) => <ExportStatusBadge status={event.status} />,
              },
              {
                key: "at",
                head: t("occurred"),
                cell: (event) => (
                  <span className="tabular-nums">{formatMoment(event.occurredAt, locale)}</span>
                ),
              },
              { key: "tries", head: t("tries"), numeric: true, cell: (event) => event.attempts },
              {
                key: "error",
                head: t("lastError"),
                cell: (event) => (
                  <span className="grid text-sm">
                    {event.lastError ? errorWords(errors, event.lastError) : "—"}
                    {event.nextAttemptAt && event.lastError ? (
                      <span className="text-ink-muted tabular-nums">
                        {t("next", { when: formatMoment(event.nextAttemptAt, locale) })}
                      </span>
                    ) : null}
                  </span>
                ),
              },
            ]}
            keyOf={({ id }) => id}
            rows={items}
          />
        </Selection>
      )}
      <Pager nextCursor={nextCursor} path="/exports" query={query} />
    </Page>
  );
}
