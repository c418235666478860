import { exportStates, exportTypes, listExportsInput } from "@sunchak/core/schema";
import { DataTable } from "@sunchak/ui/data-table";
import { EmptyState } from "@sunchak/ui/message";
import { formatMoment } from "@sunchak/web/dates";
import { Link } from "@sunchak/web/link";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Act } from "@/action/act.tsx";
import { RangeLinks, rangeIn } from "@/dashboard/range-links.tsx";
import { Stat } from "@/dashboard/stat.tsx";
import { ChangeDestination } from "@/export/change-destination.tsx";
import { errorWords } from "@/export/error-words.ts";
import { ExportAlerts, LATE_SECONDS } from "@/export/export-alerts.tsx";
import { LagChart } from "@/export/lag-chart.tsx";
import { ExportStatusBadge } from "@/export/status-badge.tsx";
import { durationWords } from "@/i18n/duration.ts";
import { Filters } from "@/list/filters.tsx";
import { Pager } from "@/list/pager.tsx";
import { readQuery } from "@/list/read-query.ts";
import { SavedViews } from "@/list/saved-views.tsx";
import { SelectBox, Selection } from "@/list/selection.tsx";
import { AutoRefresh } from "@/shell/auto-refresh.tsx";
import { Page, Part } from "@/shell/page.tsx";
import { caller, openPage, type PageInput } from "@/trpc/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Exports");
  return { title: t("title") };
}

export default async function ExportsPage(props: PageInput) {
  const { locale, query } = await openPage(props);
  const input = readQuery(listExportsInput, { ...query, size: 20 });
  const range = rangeIn(query, "24h");
  const { range: _, ...view } = query;
  const [t, destination, common, states, errors, status, lag, { items, nextCursor }] =
    await Promise.all([
      getTranslations("Exports"),
      getTranslations("Destination"),
      getTranslations("Common"),
      getTranslations("ExportStatus"),
      getTranslations("ExportError"),
      caller.export.status(),
      caller.export.lag({ range }),
      caller.export.list(input),
    ]);
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
      <AutoRefresh seconds={10} />
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
          tone={status.lagSeconds > LATE_SECONDS ? "caution" : undefined}
          value={durationWords(common, status.lagSeconds)}
        />
      </div>
      <Part
        aside={<ChangeDestination current={status.destination} />}
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
      <Filters
        filters={[
          { name: "q", label: t("search"), kind: "search", hint: t("searchHint") },
          {
            name: "status",
            label: t("status"),
            kind: "select",
            options: exportStates.map((one) => [one, states(one)]),
          },
          {
            name: "type",
            label: t("type"),
            kind: "select",
            options: exportTypes.map((one) => [one, one]),
          },
        ]}
        path="/exports"
        query={query}
      >
        <SavedViews list="exports" query={view} />
      </Filters>
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
